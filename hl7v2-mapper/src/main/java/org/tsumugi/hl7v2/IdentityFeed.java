package org.tsumugi.hl7v2;

import java.util.Optional;
import org.tsumugi.hl7v2.feed.FeedMessage;
import org.tsumugi.hl7v2.storage.IdentityFeedPath.Format;

/**
 * What can be said at once of a message of a patient identity feed (IHE PIXm ITI-104), before it is kept. The mapper says the same of
 * it later.
 *
 * @param problem what keeps it from being mapped; empty when nothing does
 * @param survivor the patient number that takes the place of this one, where the facility merged two records
 */
public record IdentityFeed(Optional<Problem> problem, Optional<String> survivor) {

    /** What keeps a message from being mapped. */
    public enum Problem {
        /** Not a FHIR R4 Patient, or not one that can be read. */
        UNREADABLE,
        /** Of the identifier system of the facility's patients it does not have this patient's number, once and alone. */
        OTHER_IDENTIFIER,
        /** {@code link} of type {@code replaced-by} does not name one other patient of the same facility by identifier. */
        REPLACEMENT
    }

    /**
     * Looks at a message.
     *
     * @param facility 10-digit medical institution code
     * @param patient the patient number that it is about
     */
    public static IdentityFeed look(String facility, String patient, Format format, byte[] content) {
        FeedMessage message = FeedMessage.read(facility, patient, format, content);
        return new IdentityFeed(message.problem(), message.survivor());
    }

    /** No number appears in logs. */
    @Override
    public String toString() {
        return "IdentityFeed[" + problem + "]";
    }
}
