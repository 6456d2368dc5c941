package org.tsumugi.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The bytes of a received file cannot be read just now: nothing that the file could be blamed for. */
final class ContentUnreadableException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    ContentUnreadableException(IOException cause) {
        super("the raw store cannot give the content of a received file", cause);
    }
}
