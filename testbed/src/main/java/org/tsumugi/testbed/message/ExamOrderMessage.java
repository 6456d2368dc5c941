package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.ExamOrder;

/** An order of pictures or an endoscopy: the order, the parent with what is known of the patient, the children. */
final class ExamOrderMessage {

    private ExamOrderMessage() {}

    /** @param known OBX of the parent group */
    static Message of(Envelope envelope, ExamOrder order, String control, Segment known) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "OMG^O19^OMG_O19"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(order.care()))
                .add(ExamSegments.orc(envelope, order, control))
                .add(ExamSegments.tq1(order))
                .add(planned(ExamSegments.obr(order), order))
                .add(ExamSegments.orc(envelope, order, "PA"))
                .add(ExamSegments.tq1(order))
                .add(planned(ExamSegments.obr(order), order))
                .add(known);
        for (int part = 0; part < order.partNumbers().size(); part++) {
            message.add(ExamSegments.child(envelope, order, part))
                    .add(ExamSegments.tq1(order))
                    .add(planned(ExamSegments.childObr(order, part), order));
        }
        return message;
    }

    private static Segment planned(Segment obr, ExamOrder order) {
        return obr.set(36, Hl7.minute(order.performed()));
    }
}
