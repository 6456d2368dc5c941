package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.ExamOrder;

/** OMG-03 生理検査オーダ, {@code OMG^O19}: one order, no parts. */
public final class Omg03Writer {

    private Omg03Writer() {}

    /** It shall be done. */
    public static Message write(Envelope envelope, ExamOrder order) {
        return message(envelope, order, "NW");
    }

    /** It shall not be done. */
    public static Message cancel(Envelope envelope, ExamOrder order) {
        return message(envelope, order, "CA");
    }

    private static Message message(Envelope envelope, ExamOrder order, String control) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "OMG^O19^OMG_O19"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(order.care()));
        CommonSegments.allergies(message, envelope);
        return message.add(ExamSegments.orc(envelope, order, control))
                .add(ExamSegments.tq1(order))
                .add(ExamSegments.obr(order)
                        .set(1, "1")
                        .set(13, Hl7.text(order.exam().reason()))
                        .set(36, Hl7.minute(order.performed())))
                .add(ExamSegments.text(
                        1,
                        order.exam().code() + "^検査目的^" + order.exam().table(),
                        order.exam().reason()));
    }
}
