package org.tsumugi.server.raw;

import java.io.IOException;

/** What is kept under a name is not the content of that name. */
public final class DamagedContentException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is kept instead. */
    public enum Kind {
        /** Bytes that this store did not write like this. */
        DAMAGED,
        /** Sealed with a key that the key file does not have. */
        WRONG_KEY,
        /** Another content, whole. */
        SWAPPED
    }

    private final Kind kind;

    DamagedContentException(Kind kind, Sha256 content) {
        super("raw content " + content.hex() + " is damaged: " + kind);
        this.kind = kind;
    }

    DamagedContentException(Kind kind, Sha256 content, Throwable cause) {
        super("raw content " + content.hex() + " is damaged: " + kind, cause);
        this.kind = kind;
    }

    /** What is kept instead. */
    public Kind kind() {
        return kind;
    }
}
