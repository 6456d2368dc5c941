package org.tsumugi.server.journal;

import java.util.Optional;
import java.util.UUID;

/**
 * The journal's answer for one received file, given only when its row is durable.
 *
 * @param id what logs, metrics and answers name the file by: the same for every resend and rename
 * @param outcome what was new about it
 * @param issue the code of what is already known to be wrong with it
 */
public record Receipt(UUID id, Outcome outcome, Optional<String> issue) {

    /** What was new about a received file. */
    public enum Outcome {
        /** The first file of this name. */
        NEW,
        /** A known name with bytes that were not received under it before. */
        OTHER_CONTENT,
        /** Known bytes under a higher condition flag: the sender renamed the file. */
        FLAG_RAISED,
        /** Name and bytes were received before. */
        KNOWN;

        /** Whether bytes were kept that were not kept under this name before. */
        public boolean isNewContent() {
            return this == NEW || this == OTHER_CONTENT;
        }
    }
}
