package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import java.util.List;
import org.tsumugi.testbed.story.Care;
import org.tsumugi.testbed.story.Culture;
import org.tsumugi.testbed.story.CultureOrder;
import org.tsumugi.testbed.story.LabItem;
import org.tsumugi.testbed.story.LabOrder;
import org.tsumugi.testbed.story.LabOrder.LabResult;
import org.tsumugi.testbed.story.LabOrder.PanelResult;
import org.tsumugi.testbed.story.LabOrder.Specimen;

/** OML-01 検体検査オーダ, {@code OML^O33}: specimens, below each the panels, below each the items without values. */
public final class Oml01Writer {

    private Oml01Writer() {}

    /** What every segment of one order needs. */
    private record Head(
            String orderNumber, LocalDateTime ordered, LocalDateTime collected, Care care, String control) {}

    /** It shall be examined. */
    public static Message write(Envelope envelope, LabOrder order) {
        return message(envelope, order, "NW");
    }

    /** It shall not be examined. */
    public static Message cancel(Envelope envelope, LabOrder order) {
        return message(envelope, order, "CA");
    }

    /** A culture shall be made. */
    public static Message write(Envelope envelope, CultureOrder order) {
        Culture culture = order.culture();
        Head head =
                new Head(order.orderNumber(), order.collected().minusMinutes(9), order.collected(), order.care(), "NW");
        Message message = begin(envelope, order.care())
                .add(specimen(head, 1, culture.material(), culture.materialName()))
                .add(orc(envelope, head))
                .add(tq1(head))
                .add(obr(head, 1, culture.panel(), culture.panelName()));
        return message.add(item(1, Hl7.components(culture.item(), culture.itemName(), "JC10")));
    }

    private static Message message(Envelope envelope, LabOrder order, String control) {
        Head head = new Head(order.orderNumber(), order.ordered(), order.collected(), order.care(), control);
        Message message = begin(envelope, order.care());
        int set = 0;
        for (Specimen specimen : order.specimens()) {
            set++;
            message.add(specimen(head, set, specimen.material(), specimen.materialName()));
            int panels = 0;
            for (PanelResult panel : specimen.panels()) {
                panels++;
                message.add(orc(envelope, head))
                        .add(tq1(head))
                        .add(obr(
                                head,
                                panels,
                                panel.panel().code(),
                                panel.panel().name()));
                items(message, envelope, panel.results());
            }
        }
        return message;
    }

    private static Message begin(Envelope envelope, Care care) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "OML^O33^OML_O33"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(care));
        CommonSegments.allergies(message, envelope);
        return message;
    }

    private static Segment specimen(Head head, int set, String material, String name) {
        return new Segment("SPM")
                .set(1, Integer.toString(set))
                .set(4, material, name, "JC10")
                .set(17, Hl7.minute(head.collected()));
    }

    private static Segment orc(Envelope envelope, Head head) {
        Segment orc = new Segment("ORC").set(1, head.control()).set(2, head.orderNumber());
        return CommonSegments.orderedBy(orc, head.ordered(), head.care(), envelope.facility())
                .set(29, CommonSegments.orderType(head.care().inpatient()));
    }

    private static Segment tq1(Head head) {
        return new Segment("TQ1")
                .set(1, "1")
                .set(7, Hl7.minute(head.collected()))
                .set(9, "R^ルーチン^HL70485");
    }

    private static Segment obr(Head head, int set, String code, String name) {
        return new Segment("OBR")
                .set(1, Integer.toString(set))
                .set(2, head.orderNumber())
                .set(4, code, name, "99O03")
                .set(16, CommonSegments.doctor(head.care().doctor()));
    }

    private static void items(Message message, Envelope envelope, List<LabResult> results) {
        int set = 0;
        for (LabResult result : results) {
            set++;
            LabItem item = result.item();
            message.add(item(set, CommonSegments.labItem(item, envelope.facility())));
        }
    }

    /** OBX-11 O: ordered, no value yet. */
    private static Segment item(int set, String code) {
        return new Segment("OBX").set(1, Integer.toString(set)).set(3, code).set(11, "O");
    }
}
