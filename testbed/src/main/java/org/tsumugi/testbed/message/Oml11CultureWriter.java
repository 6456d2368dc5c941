package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.Culture;
import org.tsumugi.testbed.story.CultureOrder;
import org.tsumugi.testbed.story.CultureOrder.Grown;
import org.tsumugi.testbed.story.CultureOrder.Susceptibility;

/**
 * OML-11 検体検査結果通知 of a culture, {@code OUL^R22}. Organism and quantity share a sub-id; the susceptibilities of an organism
 * follow below an OBR of their own, whose OBR-26 names the organism's result.
 */
public final class Oml11CultureWriter {

    private static final String QUANTITY = "6B990000000000001";

    private final Envelope envelope;
    private final CultureOrder order;
    private final String status;
    private final Message message = new Message();

    private Oml11CultureWriter(Envelope envelope, CultureOrder order, String status) {
        this.envelope = envelope;
        this.order = order;
        this.status = status;
    }

    /** @param status HL7 table 0085: P preliminary, F final */
    public static Message write(Envelope envelope, CultureOrder order, String status) {
        return new Oml11CultureWriter(envelope, order, status).message();
    }

    private Message message() {
        Culture culture = order.culture();
        message.add(CommonSegments.msh(envelope, "OUL^R22^OUL_R22"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(order.care()))
                .add(new Segment("SPM")
                        .set(1, "1")
                        .set(2, order.specimenNumber())
                        .set(4, culture.material(), culture.materialName(), "JC10")
                        .set(17, Hl7.minute(order.collected())))
                .add(obr(1, order.specimenNumber(), culture.panel(), culture.panelName()))
                .add(orc(order.specimenNumber()));
        growth();
        int set = 1;
        for (int subId = 1; subId <= order.grown().size(); subId++) {
            set++;
            susceptibilities(set, subId);
        }
        return message;
    }

    private void growth() {
        Culture culture = order.culture();
        String code = Hl7.components(culture.item(), culture.itemName(), "JC10");
        if (order.grown().isEmpty()) {
            String text = status.equals("P") ? "培養中" : "発育を認めず";
            message.add(obx(1, "ST", code, "", Hl7.text(text)));
            return;
        }
        int set = 0;
        for (int subId = 1; subId <= order.grown().size(); subId++) {
            Grown grown = order.grown().get(subId - 1);
            String id = Integer.toString(subId);
            String organism =
                    Hl7.components(grown.organism().code(), grown.organism().name(), "JANIS");
            message.add(obx(++set, "CWE", code, id, organism))
                    .add(obx(++set, "ST", Hl7.components(QUANTITY, "菌量", "JC10"), id, Hl7.text(grown.quantity())));
        }
    }

    private void susceptibilities(int set, int subId) {
        Grown grown = order.grown().get(subId - 1);
        Culture culture = order.culture();
        message.add(obr(set, order.susceptibilityNumber(), "M009", "薬剤感受性検査")
                        .set(
                                26,
                                Hl7.subComponents(culture.item(), culture.itemName(), "JC10")
                                        + "^" + subId + "^"
                                        + Hl7.text(grown.organism().name())))
                .add(orc(order.susceptibilityNumber()));
        int result = 0;
        for (Susceptibility tested : grown.susceptibilities()) {
            result++;
            message.add(obx(
                            result,
                            "ST",
                            Hl7.components(
                                    tested.antibiotic().code(),
                                    tested.antibiotic().name(),
                                    "JC10"),
                            Integer.toString(subId),
                            Hl7.text(tested.concentration()))
                    .set(6, "ug/mL^ug/mL^99XYZ")
                    .set(8, tested.category()));
        }
    }

    private Segment obr(int set, String filler, String code, String name) {
        return new Segment("OBR")
                .set(1, Integer.toString(set))
                .set(2, order.orderNumber())
                .set(3, filler)
                .set(4, code, name, "99O03")
                .set(7, Hl7.minute(order.collected()))
                .set(16, CommonSegments.doctor(order.care().doctor()))
                .set(22, Hl7.second(status.equals("P") ? order.smearReported() : order.reported()))
                .set(25, status);
    }

    private Segment orc(String filler) {
        Segment orc = new Segment("ORC")
                .set(1, "SC")
                .set(2, order.orderNumber())
                .set(3, filler)
                .set(5, status.equals("P") ? "IP" : "CM");
        return CommonSegments.orderedBy(orc, order.collected(), order.care(), envelope.facility())
                .set(29, CommonSegments.orderType(order.care().inpatient()));
    }

    private Segment obx(int set, String type, String code, String subId, String value) {
        return new Segment("OBX")
                .set(1, Integer.toString(set))
                .set(2, type)
                .set(3, code)
                .set(4, subId)
                .set(5, value)
                .set(11, status)
                .set(14, Hl7.minute(order.collected()));
    }
}
