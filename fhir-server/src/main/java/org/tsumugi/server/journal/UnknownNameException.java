package org.tsumugi.server.journal;

/** The path is not the name of a file of any SS-MIX2 storage. The message says why, without any part of the path. */
public final class UnknownNameException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownNameException(String why) {
        super(why);
    }

    UnknownNameException(Exception cause) {
        super(cause.getMessage(), cause);
    }

    /** Why, in words without any part of the path. */
    public String why() {
        String message = getMessage();
        return message == null ? "not a storage name" : message;
    }
}
