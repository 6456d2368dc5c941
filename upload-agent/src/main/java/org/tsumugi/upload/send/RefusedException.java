package org.tsumugi.upload.send;

import java.io.IOException;

/** The server has understood and said no; asking again would change nothing. */
public final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, String what) {
        super(what + " (HTTP " + status + ")");
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
