package org.tsumugi.testbed.message;

import org.tsumugi.testbed.facility.Staff;
import org.tsumugi.testbed.story.ExamOrder;

/** OMG-12 内視鏡検査の実施通知, {@code OMI^Z23}: below each ZE1 who did it, when and with what. */
public final class Omg12Writer {

    private static final String SCOPE = "4999999000012^GIF-架空260^JAN";
    private static final String SPRAY = "199299201^リドカインポンプスプレー８％「架空」^HOT9^1^KAI&回&JSHR";

    private Omg12Writer() {}

    /** @param nurse who helped */
    public static Message write(Envelope envelope, ExamOrder order, Staff nurse) {
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
                .add(Omg02Writer.reason(order))
                .add(ExamSegments.text(2, "18751-8^内視鏡所見^LN", order.finding()))
                .add(ExamSegments.ipc(order));
        for (int part = 0; part < order.partNumbers().size(); part++) {
            message.add(ExamSegments.child(envelope, order, part))
                    .add(ExamSegments.tq1(order))
                    .add(ExamSegments.done(ExamSegments.childObr(order, part), order)
                            .set(8, Hl7.minute(order.performed().plusMinutes(15))))
                    .add(new Segment("ZE1")
                            .set(1, "1")
                            .set(2, "RS")
                            .set(3, ExamSegments.partCode(order, part))
                            .set(4, "1"));
            details(message, order, nurse);
            message.add(ExamSegments.ipc(order));
        }
        return message;
    }

    private static void details(Message message, ExamOrder order, Staff nurse) {
        message.add(obx(1, "XCN", "DR-02.EM-01", "正従業員の実施医師", CommonSegments.doctor(order.operator())))
                .add(obx(2, "XCN", "NS-01.EM-01", "正従業員の看護師", CommonSegments.staff(nurse)))
                .add(obx(3, "TS", "TM-P1", "開始時間", Hl7.second(order.performed())))
                .add(obx(4, "TS", "TM-P2", "終了時間", Hl7.second(order.performed().plusMinutes(15))))
                .add(obx(5, "ZRD", "DE-02", "薬品", SPRAY))
                .add(obx(6, "CWE", "DE-06", "内視鏡", SCOPE));
    }

    private static Segment obx(int set, String type, String code, String name, String value) {
        return new Segment("OBX")
                .set(1, Integer.toString(set))
                .set(2, type)
                .set(3, code, name, ExamSegments.TERMS)
                .set(5, value)
                .set(11, "F");
    }
}
