package org.tsumugi.mpi.index;

/**
 * Why the index is looked at.
 *
 * @param kind what happened
 * @param actor who did it; a system's own name where nobody did
 * @param reason what the actor said; empty where nobody did
 */
public record Cause(Kind kind, String actor, String reason) {

    /** What happened. */
    public enum Kind {
        /** A facility sent something. */
        FEED,
        /** A person decided about two records, or took that back. */
        JUDGEMENT,
        /** Other rules are in force. */
        RULES
    }
}
