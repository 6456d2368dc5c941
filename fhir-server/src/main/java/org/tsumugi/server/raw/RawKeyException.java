package org.tsumugi.server.raw;

/** The key of the raw store cannot be used; the message tells the operator why and what to do. */
public final class RawKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RawKeyException(String english, String japanese) {
        super(japanese + "\n" + english);
    }
}
