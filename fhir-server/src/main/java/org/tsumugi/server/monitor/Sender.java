package org.tsumugi.server.monitor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A facility's sending application as it reported last.
 *
 * @param agent which one
 * @param seenAt when it reported
 * @param state what it does
 * @param since since when; null when it does not say
 * @param unsent files that it still has to send
 * @param trouble a code of what hinders it; null when nothing does
 */
record Sender(
        UUID agent,
        Instant seenAt,
        String state,
        @Nullable Instant since,
        long unsent,
        @Nullable String trouble) {

    /** It said good-bye. */
    boolean isStopped() {
        return state.equals("STOPPED");
    }

    boolean isBackingOff() {
        return state.equals("BACKING_OFF");
    }
}
