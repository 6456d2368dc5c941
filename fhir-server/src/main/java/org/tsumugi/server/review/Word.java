package org.tsumugi.server.review;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says of two records.
 *
 * @param one a record, by its name in the network
 * @param other another one
 * @param reason why
 * @param seen what the reviewer saw of the two ({@link Seen}); null when it is not said. Taking back needs none
 */
record Word(
        UUID one,
        UUID other,
        Verdict verdict,
        String reason,
        @Nullable String seen) {

    /** No reason appears in logs: it may name a patient. */
    @Override
    public String toString() {
        return "Word[" + verdict + " " + one + " " + other + "]";
    }
}
