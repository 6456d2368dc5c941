package org.tsumugi.server.verify;

/** What can be wrong. */
public enum FindingCode {
    /** The journal names a content that the raw store does not have. */
    MISSING,
    /** What is kept for a content is broken. */
    DAMAGED,
    /** What is kept for a content cannot be read: the disk fails there, or rights are wrong. */
    UNREADABLE,
    /** What is kept for a content was sealed with a key that the server does not have. */
    WRONG_KEY,
    /** What is kept for a content is another content. */
    SWAPPED,
    /** The raw store has something that the journal does not name: a sender that was cut off leaves such, and nothing else may. */
    ORPHAN,
    /** A resource that was written is not there. */
    RESOURCE_MISSING,
    /** A resource is not what was written. */
    RESOURCE_DIFFERS,
    /** A resource is there that nobody wrote. */
    RESOURCE_EXTRA,
    /** The counts of a facility are not what counting gives. */
    TALLY;

    /** Whether it means that something is wrong. */
    boolean isFault() {
        return this != ORPHAN;
    }
}
