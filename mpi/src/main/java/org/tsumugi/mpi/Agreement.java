package org.tsumugi.mpi;

/** How two records stand to each other in one field, the nearest first. Missing is neither agreement nor disagreement. */
public enum Agreement {
    /** The same after spelling that means nothing is taken away: width, spaces, variation selectors, notation of a date. */
    SAME,
    /** The same name in another form of its characters, for which there is a legal basis or a rule of notation. */
    SAME_IN_OTHER_FORM,
    /** Near enough to be shown to a person, not near enough to link. */
    SIMILAR,
    /** Both say something, and it differs. */
    DIFFERENT,
    /** At least one of the two says nothing, or a placeholder. */
    MISSING;

    /** Whether it may carry an automatic link. */
    public boolean agrees() {
        return this == SAME || this == SAME_IN_OTHER_FORM;
    }

    /** The nearer of the two; {@link #MISSING} only when both are. */
    public Agreement or(Agreement other) {
        return ordinal() <= other.ordinal() ? this : other;
    }
}
