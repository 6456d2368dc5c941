package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.List;
import org.tsumugi.testbed.story.Culture.Antibiotic;
import org.tsumugi.testbed.story.Culture.Organism;

/**
 * A bacteriological examination with what grew.
 *
 * @param susceptibilityNumber filler number of the susceptibility tests
 * @param smearReported when the first look was reported
 * @param grown nothing, or what grew
 */
public record CultureOrder(
        String orderNumber,
        String specimenNumber,
        String susceptibilityNumber,
        Culture culture,
        LocalDateTime collected,
        LocalDateTime smearReported,
        LocalDateTime reported,
        Care care,
        List<Grown> grown) {

    public CultureOrder {
        grown = List.copyOf(grown);
    }

    /** The same before anything had grown. */
    public CultureOrder preliminary() {
        return new CultureOrder(
                orderNumber,
                specimenNumber,
                susceptibilityNumber,
                culture,
                collected,
                smearReported,
                reported,
                care,
                List.of());
    }

    /** One bacterium, how much of it, and what works against it. */
    public record Grown(Organism organism, String quantity, List<Susceptibility> susceptibilities) {

        public Grown {
            susceptibilities = List.copyOf(susceptibilities);
        }
    }

    /** @param category S, I or R */
    public record Susceptibility(Antibiotic antibiotic, String concentration, String category) {}
}
