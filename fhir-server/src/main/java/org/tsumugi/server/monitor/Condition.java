package org.tsumugi.server.monitor;

/**
 * Something that is the case now and that operators want to be told of.
 *
 * @param subject a facility's code, or {@link #SERVER}
 * @param kind what
 * @param detail counts and codes
 */
record Condition(String subject, AlarmKind kind, String detail) {

    /** What concerns the server as a whole. */
    static final String SERVER = "server";
}
