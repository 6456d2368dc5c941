package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.ExamOrder;

/** ORC, TQ1, OBR and IPC of examinations: first the order, then the parent, then its children. */
final class ExamSegments {

    /** Table of exam material, staff and findings that JAHIS and JSHR share. */
    static final String TERMS = "JSHR";

    private ExamSegments() {}

    /** The order itself, or its parent group. */
    static Segment orc(Envelope envelope, ExamOrder order, String control) {
        return numbered(envelope, order, control, order.orderNumber());
    }

    /** A part of it. */
    static Segment child(Envelope envelope, ExamOrder order, int part) {
        return numbered(envelope, order, "CH", order.partNumbers().get(part)).set(8, order.orderNumber());
    }

    static Segment tq1(ExamOrder order) {
        boolean urgent = order.performed().isBefore(order.ordered().plusMinutes(40));
        return new Segment("TQ1")
                .set(1, "1")
                .set(7, Hl7.minute(order.performed()))
                .set(9, urgent ? "A^至急^HL70485" : "R^ルーチン^HL70485");
    }

    static Segment obr(ExamOrder order) {
        return new Segment("OBR")
                .set(2, order.orderNumber())
                .set(4, order.exam().code(), order.exam().name(), order.exam().table())
                .set(16, CommonSegments.doctor(order.care().doctor()));
    }

    static Segment childObr(ExamOrder order, int part) {
        return new Segment("OBR")
                .set(2, order.partNumbers().get(part))
                .set(4, partCode(order, part))
                .set(16, CommonSegments.doctor(order.care().doctor()))
                .set(29, order.orderNumber());
    }

    static String partCode(ExamOrder order, int part) {
        var done = order.exam().parts().get(part);
        return Hl7.components(done.code(), done.name(), order.exam().table());
    }

    /** The times and the status of something done. */
    static Segment done(Segment obr, ExamOrder order) {
        return obr.set(7, Hl7.minute(order.performed()))
                .set(22, Hl7.second(order.reported()))
                .set(25, "F");
    }

    static Segment ipc(ExamOrder order) {
        return new Segment("IPC")
                .set(1, order.accession())
                .set(2, "P" + order.accession())
                .set(3, order.study())
                .set(5, order.exam().modality(), "", "DCM");
    }

    static Segment weight(Envelope envelope) {
        return new Segment("OBX")
                .set(1, "1")
                .set(2, "NM")
                .set(3, "01-02^体重^JSHR001")
                .set(5, Double.toString(envelope.registration().person().weight()))
                .set(6, "kg^kg^ISO+")
                .set(11, "F");
    }

    static Segment text(int set, String code, String text) {
        return new Segment("OBX")
                .set(1, Integer.toString(set))
                .set(2, "TX")
                .set(3, code)
                .set(5, Hl7.text(text))
                .set(11, "F");
    }

    private static Segment numbered(Envelope envelope, ExamOrder order, String control, String number) {
        Segment orc = new Segment("ORC").set(1, control).set(2, number);
        return CommonSegments.orderedBy(orc, order.ordered(), order.care(), envelope.facility())
                .set(29, CommonSegments.orderType(order.care().inpatient()));
    }
}
