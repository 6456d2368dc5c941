package org.tsumugi.server.operate;

/** Exit codes of the commands. */
public final class Exit {

    /** Done, and everything is as it should be. */
    public static final int OK = 0;

    /** Done, and something is not as it should be: a job failed, a check found something. */
    public static final int NOT_CLEAN = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** The server refused, or the connection to it broke. */
    public static final int REFUSED = 3;

    /** No server runs on the home directory. */
    public static final int NOT_RUNNING = 4;

    private Exit() {}
}
