package org.tsumugi.search;

/** The index cannot be asked now. Nothing of the question is in the message. */
public class IndexUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what does not work */
    public IndexUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what does not work */
    public IndexUnavailableException(String message) {
        super(message);
    }
}
