package org.tsumugi.server.journal;

/** What became of a received file. Every file is in exactly one of these. */
public enum FileState {
    /** Kept, not looked at yet (or to be looked at again). */
    PENDING,
    /** Resources came out of it, or it says that something is gone. */
    MAPPED,
    /** A kind of file that is not mapped yet. */
    UNSUPPORTED,
    /** Cannot be used as it is; its bytes are kept and an issue says why. */
    QUARANTINED,
    /** Replaced by a newer file of the same key, or deleted by its sender. */
    SUPERSEDED
}
