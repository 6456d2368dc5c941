package org.tsumugi.server.raw;

import java.io.IOException;

/** There is no room for more content; nothing of what is already kept is lost. */
public final class StorageFullException extends IOException {
    private static final long serialVersionUID = 1L;

    StorageFullException(String message) {
        super(message);
    }

    StorageFullException(String message, Exception cause) {
        super(message, cause);
    }
}
