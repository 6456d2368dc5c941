package org.tsumugi.server.review;

/** What waits for a reviewer, the most urgent first. */
enum QueueKind {
    /** Somebody's word that waits for a second reviewer. */
    PROPOSAL,
    /** Judgements in force contradict each other. */
    JUDGEMENTS,
    /** One person's number is shared, and something forbids the link. */
    VETOED,
    /** Records that belong together two by two contradict each other as a group. */
    CUT,
    /** A number says nothing, but everything else agrees. */
    LARGE_BLOCK,
    /** Two records of two persons that may be one person's, the likeliest first. */
    CANDIDATE;

    boolean isDoubt() {
        return this != PROPOSAL && this != CANDIDATE;
    }
}
