package org.tsumugi.server.backup;

/** A backup cannot be restored; the message tells the operator why. */
public final class RestoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RestoreException(String english, String japanese) {
        super(japanese + "\n" + english);
    }

    RestoreException(String english, String japanese, Throwable cause) {
        super(japanese + "\n" + english, cause);
    }
}
