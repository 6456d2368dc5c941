package org.tsumugi.upload.journal;

import java.io.IOException;

/** The journal cannot be read or written: its disk is full, away or broken. */
public final class JournalException extends IOException {

    private static final long serialVersionUID = 1L;

    JournalException(String what, Exception cause) {
        super(what, cause);
    }
}
