package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.List;

/** A prescription of one day. */
public record Prescription(String orderNumber, LocalDateTime at, Care care, List<Rp> rps) {

    public Prescription {
        rps = List.copyOf(rps);
    }

    /** The same with all days halved: what was entered before it was corrected. */
    public Prescription beforeCorrection() {
        return new Prescription(
                orderNumber,
                at,
                care,
                rps.stream()
                        .map(rp -> new Rp(rp.usage(), Math.max(1, rp.days() / 2), rp.drugs()))
                        .toList());
    }

    /**
     * Drugs taken in the same way for the same time.
     *
     * @param days for which; for drugs taken when needed, how many times
     */
    public record Rp(Usage usage, int days, List<Drug> drugs) {

        public Rp {
            drugs = List.copyOf(drugs);
        }
    }
}
