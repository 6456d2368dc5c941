package org.tsumugi.server.raw;

import java.io.IOException;

/**
 * The raw store as a whole cannot be reached: its volume is not mounted, its object storage does not answer. That says nothing about
 * what is kept in it.
 */
public final class RawStoreAwayException extends IOException {

    private static final long serialVersionUID = 1L;

    RawStoreAwayException(IOException cause) {
        super("the raw store cannot be reached", cause);
    }
}
