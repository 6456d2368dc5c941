package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.ExamOrder;

/** OMG-01 放射線検査オーダ, {@code OMG^O19}. */
public final class Omg01Writer {

    private Omg01Writer() {}

    /** It shall be done. */
    public static Message write(Envelope envelope, ExamOrder order) {
        return ExamOrderMessage.of(envelope, order, "NW", ExamSegments.weight(envelope));
    }

    /** It shall not be done. */
    public static Message cancel(Envelope envelope, ExamOrder order) {
        return ExamOrderMessage.of(envelope, order, "CA", ExamSegments.weight(envelope));
    }
}
