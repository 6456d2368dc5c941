package org.tsumugi.testbed.message;

import org.tsumugi.testbed.story.LabItem;
import org.tsumugi.testbed.story.LabOrder;
import org.tsumugi.testbed.story.LabOrder.LabResult;
import org.tsumugi.testbed.story.LabOrder.PanelResult;
import org.tsumugi.testbed.story.LabOrder.Specimen;

/** OML-11 検体検査結果通知, {@code OUL^R22}: specimens, below each the panels, below each the results. */
public final class Oml11Writer {

    private Oml11Writer() {}

    /** @param status HL7 table 0085: P preliminary, F final, C corrected */
    public static Message write(Envelope envelope, LabOrder order, String status) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "OUL^R22^OUL_R22"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(order.care()));
        int set = 0;
        for (Specimen specimen : order.specimens()) {
            set++;
            message.add(new Segment("SPM")
                    .set(1, Integer.toString(set))
                    .set(2, specimen.number())
                    .set(4, specimen.material(), specimen.materialName(), "JC10")
                    .set(17, Hl7.minute(order.collected())));
            int panels = 0;
            for (PanelResult panel : specimen.panels()) {
                panels++;
                panel(message, envelope, order, specimen, panel, panels, status);
            }
        }
        return message;
    }

    private static void panel(
            Message message,
            Envelope envelope,
            LabOrder order,
            Specimen specimen,
            PanelResult panel,
            int set,
            String status) {
        message.add(new Segment("OBR")
                        .set(1, Integer.toString(set))
                        .set(2, order.orderNumber())
                        .set(3, specimen.number())
                        .set(4, panel.panel().code(), panel.panel().name(), "99O03")
                        .set(7, Hl7.minute(order.collected()))
                        .set(16, CommonSegments.doctor(order.care().doctor()))
                        .set(22, Hl7.second(order.reported()))
                        .set(25, status))
                .add(orc(envelope, order, specimen));
        int result = 0;
        for (LabResult row : panel.results()) {
            result++;
            message.add(obx(envelope, order, row, result, status));
        }
    }

    private static Segment orc(Envelope envelope, LabOrder order, Specimen specimen) {
        Segment orc = new Segment("ORC")
                .set(1, "SC")
                .set(2, order.orderNumber())
                .set(3, specimen.number())
                .set(5, "CM");
        return CommonSegments.orderedBy(orc, order.collected(), order.care(), envelope.facility())
                .set(29, CommonSegments.orderType(order.care().inpatient()));
    }

    private static Segment obx(Envelope envelope, LabOrder order, LabResult result, int set, String status) {
        LabItem item = result.item();
        String code = CommonSegments.labItem(item, envelope.facility());
        String unit = item.unit();
        return new Segment("OBX")
                .set(1, Integer.toString(set))
                .set(2, result.numeric() ? "NM" : "ST")
                .set(3, code)
                .set(5, Hl7.text(result.value()))
                .set(6, unit.isEmpty() ? "" : Hl7.components(unit, unit, "99XYZ"))
                .set(7, Hl7.text(result.range()))
                .set(8, result.flag())
                .set(11, status)
                .set(14, Hl7.minute(order.collected()));
    }
}
