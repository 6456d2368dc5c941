package org.tsumugi.mpi.rule;

import org.tsumugi.mpi.Agreement;

/** How near two names have to be for a rung. */
public enum Spelling {
    /** The same characters; what the national trial computed. */
    EXACT,
    /** The same, or another form of the same characters for which there is a basis. */
    FORMS;

    /** Whether names that stand so to each other are near enough. */
    public boolean isSatisfiedBy(Agreement agreement) {
        return this == EXACT ? agreement == Agreement.SAME : agreement.agrees();
    }
}
