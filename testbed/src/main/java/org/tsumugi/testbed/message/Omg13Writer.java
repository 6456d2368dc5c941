package org.tsumugi.testbed.message;

import java.util.List;
import org.tsumugi.testbed.story.Exam;
import org.tsumugi.testbed.story.ExamOrder;

/** OMG-13 生理検査結果通知, {@code ORU^R01}: the finding as a sub-component of the exam's code, then the device's numbers. */
public final class Omg13Writer {

    private Omg13Writer() {}

    public static Message write(Envelope envelope, ExamOrder order) {
        Exam exam = order.exam();
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "ORU^R01^ORU_R01"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(order.care()))
                .add(ExamSegments.orc(envelope, order, "SC").set(5, "CM"))
                .add(ExamSegments.done(ExamSegments.obr(order), order)
                        .set(1, "1")
                        .set(8, Hl7.minute(order.performed().plusMinutes(8))))
                .add(ExamSegments.text(
                                1,
                                Hl7.subComponents(exam.code(), "IMP") + "^" + Hl7.text(exam.name()) + "所見^"
                                        + exam.table(),
                                order.finding())
                        .set(4, "1")
                        .set(14, Hl7.minute(order.performed())));
        List<Exam.Measure> measures = exam.measures();
        for (int i = 0; i < measures.size(); i++) {
            message.add(measure(measures.get(i), order.values().get(i), i + 2).set(14, Hl7.minute(order.performed())));
        }
        return message;
    }

    /** Device codes and names may have sub-components, so they are not escaped. */
    private static Segment measure(Exam.Measure measure, String value, int set) {
        return new Segment("OBX")
                .set(1, Integer.toString(set))
                .set(2, "NM")
                .set(3, String.join("^", measure.code(), measure.name(), "99MFR"))
                .set(4, "2")
                .set(5, value)
                .set(6, measure.unit().isEmpty() ? "" : Hl7.components(measure.unit(), measure.unit(), "99MFR"))
                .set(11, "F");
    }
}
