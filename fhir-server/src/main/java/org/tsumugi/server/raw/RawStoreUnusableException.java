package org.tsumugi.server.raw;

/** The server must not start on this raw store; the message tells the operator why and what to do. */
public class RawStoreUnusableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RawStoreUnusableException(String english, String japanese) {
        super(japanese + "\n" + english);
    }
}
