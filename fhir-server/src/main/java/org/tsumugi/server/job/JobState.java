package org.tsumugi.server.job;

/** Where a job is. */
public enum JobState {
    /** Asked for; not begun, or interrupted and to be begun again. */
    WAITING,
    /** A process is at it. */
    RUNNING,
    /** Has a result. */
    DONE,
    /** Ended without one. */
    FAILED,
    /** An operator ended it. */
    CANCELLED;

    /** Whether nothing more will happen. */
    public boolean isEnd() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
