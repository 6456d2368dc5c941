package org.tsumugi.server.review;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says of two records, or of one and a person.
 *
 * @param one a record, by its name in the network
 * @param other another one
 * @param all whether it is said of {@code one} and every record of the person whose {@code other} is: only that they are two persons', or that
 *     this is taken back
 * @param reason why
 * @param seen what the reviewer saw of the two ({@link Seen}); null when it is not said. Taking back needs none
 */
record Word(
        UUID one,
        UUID other,
        boolean all,
        Verdict verdict,
        String reason,
        @Nullable String seen) {

    /** No reason appears in logs: it may name a patient. */
    @Override
    public String toString() {
        return "Word[" + verdict + " " + one + " " + other + "]";
    }
}
