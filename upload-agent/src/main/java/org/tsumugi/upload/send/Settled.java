package org.tsumugi.upload.send;

/**
 * What finally became of a file that was to be sent.
 *
 * @param number its place in what was to be delivered
 * @param answer what the server said; status 0 when it was not asked
 */
public record Settled(int number, Outgoing file, Result result, FileAnswer answer) {

    /** How it ended. */
    public enum Result {
        /** The server has it. */
        ACKNOWLEDGED,
        /** The server does not take this file, ever. */
        REFUSED,
        /** The server fails on this file. */
        FAILED,
        /** It cannot be read, so that the server was not asked. */
        UNREADABLE,
        /** Its patient refused before it was sent. */
        WITHDRAWN
    }
}
