package org.tsumugi.upload.journal;

/** What became of a file. The code is what the journal keeps. */
public enum FileStatus {
    /** It may still be growing; looked at again soon. */
    UNSETTLED('u'),
    /** The server has it. */
    ACKNOWLEDGED('a'),
    /** A rule excludes it. */
    SKIPPED('s'),
    /** Its name is not one of the storage. */
    VIOLATION('v'),
    /** The server refuses this file for good: its name or its size. */
    REFUSED('r'),
    /** It cannot be read, or the server fails on it; tried again now and then. */
    FAILED('f');

    private final char code;

    FileStatus(char code) {
        this.code = code;
    }

    char code() {
        return code;
    }

    static FileStatus of(char code) {
        for (FileStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new IllegalArgumentException("not a file status");
    }
}
