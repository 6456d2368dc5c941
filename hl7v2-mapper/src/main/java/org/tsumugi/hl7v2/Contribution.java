package org.tsumugi.hl7v2;

/**
 * What one file says about one {@link GroupKey}. Contributions to a group are ordered by ({@link #tier()}, transaction time of
 * the file name, SHA-256 of the content), lowest first, before they are given to {@link SsMix2Mapper#merge}.
 */
public interface Contribution {

    /** What is contributed to. */
    GroupKey group();

    /** How good a source the file is for this group: a higher tier wins over a later file of a lower one. */
    int tier();

    /**
     * Whether the group exists because of this contribution. A delete message (ADT^A23) contributes "inactive" to a patient who
     * exists through other files, but does not make a patient exist.
     */
    default boolean sustains() {
        return true;
    }
}
