package org.tsumugi.server.home;

/** The home directory cannot be used; the message tells the operator why and what to do. */
public final class HomeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HomeException(String message) {
        super(message);
    }

    HomeException(String message, Throwable cause) {
        super(message, cause);
    }
}
