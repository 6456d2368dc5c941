package org.tsumugi.server.connector;

/** The settings ask for a receiving port that must not be. */
public final class UnsafeReceivingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why not. */
    enum Reason {
        NO_CERTIFICATE,
        DEMO_CLIENTS
    }

    UnsafeReceivingException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
