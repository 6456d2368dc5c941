package org.tsumugi.server.review;

/** How a reviewer's word counts. */
enum Act {
    /** At once. */
    DECIDED,
    /** When a second reviewer confirms it. */
    PROPOSED,
    /** A proposal counts from now on. */
    CONFIRMED,
    /** A proposal never counts. */
    REJECTED
}
