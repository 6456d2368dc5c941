package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.List;

/**
 * A laboratory order with its results.
 *
 * @param cancelled whether it was taken back, so that nothing was collected and reported
 */
public record LabOrder(
        String orderNumber,
        LocalDateTime ordered,
        LocalDateTime collected,
        LocalDateTime reported,
        Care care,
        List<Specimen> specimens,
        boolean cancelled) {

    public LabOrder {
        specimens = List.copyOf(specimens);
    }

    /** The first specimen only: what was reported before everything was ready. */
    public LabOrder preliminary() {
        return new LabOrder(orderNumber, ordered, collected, reported, care, specimens.subList(0, 1), cancelled);
    }

    /** @param number of the specimen, 15 digits */
    public record Specimen(String number, String material, String materialName, List<PanelResult> panels) {

        public Specimen {
            panels = List.copyOf(panels);
        }
    }

    /** Results of one panel. */
    public record PanelResult(LabPanel panel, List<LabResult> results) {

        public PanelResult {
            results = List.copyOf(results);
        }
    }

    /**
     * One result.
     *
     * @param value as reported
     * @param numeric whether the value is a plain number
     * @param range reference range as printed; empty when there is none
     * @param flag HL7 table 0078: H, L, A; empty when normal
     */
    public record LabResult(LabItem item, String value, boolean numeric, String range, String flag) {}
}
