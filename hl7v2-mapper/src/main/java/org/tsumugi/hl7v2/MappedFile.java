package org.tsumugi.hl7v2;

import java.util.List;

/**
 * What became of one file.
 *
 * @param verdict whether it was mapped
 * @param contributions what it says, by group; empty unless {@link Verdict#MAPPED}. At most one per group.
 * @param issues everything found wrong, in the order it was found
 * @param account what became of every field of the message
 */
public record MappedFile(
        Verdict verdict, List<Contribution> contributions, List<MappingIssue> issues, FieldAccount account) {

    public MappedFile {
        contributions = List.copyOf(contributions);
        issues = List.copyOf(issues);
    }

    /** The three ends a file can have. */
    public enum Verdict {
        /** Resources came out (or, for a delete message, the statement that something is gone). */
        MAPPED,
        /** A valid storage file of a data type that is not mapped yet: {@link MappingIssueCode#TYPE_NOT_YET_MAPPED}. */
        UNSUPPORTED,
        /** Not usable as it is; one issue is {@link Severity#FATAL} and says why. */
        QUARANTINED
    }
}
