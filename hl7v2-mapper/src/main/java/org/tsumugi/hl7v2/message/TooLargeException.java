package org.tsumugi.hl7v2.message;

/** It may be a message, but it has more values than any real one, and reading it could take the memory others need. */
public final class TooLargeException extends NotHl7Exception {

    private static final long serialVersionUID = 1L;

    TooLargeException(String why) {
        super(why);
    }
}
