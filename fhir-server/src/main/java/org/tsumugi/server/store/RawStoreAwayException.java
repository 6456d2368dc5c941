package org.tsumugi.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The raw store cannot be read just now: nothing that a file could be blamed for. */
final class RawStoreAwayException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    RawStoreAwayException(IOException cause) {
        super("the raw store cannot give the content of a received file", cause);
    }
}
