package org.tsumugi.testbed.message;

import org.tsumugi.testbed.facility.Staff;
import org.tsumugi.testbed.story.Exam;
import org.tsumugi.testbed.story.ExamOrder;

/** OMG-11 放射線検査の実施通知, {@code OMI^Z23}: with each part its ZE1, and its ZE2 where there was radiation. */
public final class Omg11Writer {

    private static final String CONTRAST = "199299101^イオパミドール注３７０「架空」^HOT9^1^HON&本&MR9P";

    private Omg11Writer() {}

    /** @param technologist who did it */
    public static Message write(Envelope envelope, ExamOrder order, Staff technologist) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "OMI^Z23^OMI_Z23"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(order.care()))
                .add(ExamSegments.orc(envelope, order, "NW"))
                .add(ExamSegments.tq1(order))
                .add(ExamSegments.done(ExamSegments.obr(order), order))
                .add(ExamSegments.ipc(order))
                .add(ExamSegments.orc(envelope, order, "PA"))
                .add(ExamSegments.tq1(order))
                .add(ExamSegments.done(ExamSegments.obr(order), order))
                .add(ExamSegments.weight(envelope))
                .add(ExamSegments.text(2, "18782-3^放射線所見^LN", order.finding()))
                .add(ExamSegments.ipc(order));
        for (int part = 0; part < order.partNumbers().size(); part++) {
            message.add(ExamSegments.child(envelope, order, part))
                    .add(ExamSegments.tq1(order))
                    .add(ExamSegments.done(ExamSegments.childObr(order, part), order))
                    .add(ze1(order, part, technologist));
            exposure(message, order.exam().parts().get(part));
            message.add(ExamSegments.ipc(order));
        }
        return message;
    }

    private static Segment ze1(ExamOrder order, int part, Staff technologist) {
        Segment ze1 = new Segment("ZE1")
                .set(1, "1")
                .set(2, "RS")
                .set(3, ExamSegments.partCode(order, part))
                .set(4, "1")
                .set(6, "TC-01^EM-01")
                .set(7, CommonSegments.staff(technologist));
        if (order.exam().parts().get(part).name().endsWith("造影")) {
            ze1.set(5, "170001", "造影剤使用加算", "99Z01").set(8, "DE-02").set(9, CONTRAST);
        }
        return ze1;
    }

    private static void exposure(Message message, Exam.Part part) {
        if (part.kilovolts().isEmpty()) {
            return;
        }
        message.add(new Segment("ZE2")
                .set(1, "1")
                .set(2, amount(part.kilovolts(), "kV"))
                .set(3, amount(part.milliamperes(), "mA"))
                .set(4, amount(part.centimetres(), "cm"))
                .set(5, amount(part.milliseconds(), "ms"))
                .set(6, "1"));
    }

    /** CQ with a UCUM unit; nothing where nothing was measured. */
    private static String amount(String number, String unit) {
        return number.isEmpty() ? "" : number + "^" + Hl7.subComponents(unit, unit, "ISO+");
    }
}
