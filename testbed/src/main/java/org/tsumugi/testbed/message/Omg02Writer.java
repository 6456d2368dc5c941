package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.ExamOrder;

/** OMG-02 内視鏡検査オーダ, {@code OMG^O19}. */
public final class Omg02Writer {

    private Omg02Writer() {}

    /** It shall be done. */
    public static Message write(Envelope envelope, ExamOrder order) {
        return ExamOrderMessage.of(envelope, order, "NW", reason(order));
    }

    /** It shall not be done. */
    public static Message cancel(Envelope envelope, ExamOrder order) {
        return ExamOrderMessage.of(envelope, order, "CA", reason(order));
    }

    static Segment reason(ExamOrder order) {
        return ExamSegments.text(
                1, "MS3-04^内視鏡検査理由^" + ExamSegments.TERMS, order.exam().reason());
    }
}
