package org.tsumugi.server.embedded;

/** The embedded PostgreSQL cannot run; the message says why and, where there is a way out, what to do. */
public final class EmbeddedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedDatabaseException(String message) {
        super(message);
    }

    EmbeddedDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
