package org.tsumugi.server.review;

/** What a reviewer says of two records. */
enum Verdict {
    /** They are one person's. */
    SAME,
    /** They are two persons'. */
    APART,
    /** What was said of them before counts no more. */
    WITHDRAW;

    static Verdict of(boolean same) {
        return same ? SAME : APART;
    }
}
