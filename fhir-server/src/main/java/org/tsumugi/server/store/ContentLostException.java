package org.tsumugi.server.store;

import java.io.IOException;

/** The raw store can be read, but does not have the bytes of a received file, or not as they were received. */
final class ContentLostException extends Exception {

    private static final long serialVersionUID = 1L;

    ContentLostException(IOException cause) {
        super(cause);
    }
}
