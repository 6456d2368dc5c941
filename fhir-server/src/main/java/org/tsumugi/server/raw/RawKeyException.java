package org.tsumugi.server.raw;

/** The key of the raw store cannot be used. */
public final class RawKeyException extends RawStoreUnusableException {

    private static final long serialVersionUID = 1L;

    RawKeyException(String english, String japanese) {
        super(english, japanese);
    }
}
