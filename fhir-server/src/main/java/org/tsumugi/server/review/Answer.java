package org.tsumugi.server.review;

import java.util.List;
import org.tsumugi.mpi.link.Judgement;

/** What becomes of a reviewer's word. */
sealed interface Answer {

    /**
     * It was kept.
     *
     * @param review its number
     * @param waiting whether a second reviewer must confirm it
     * @param effect what it makes of persons, or would were it confirmed now
     */
    record Kept(long review, boolean waiting, Effect effect) implements Answer {}

    /**
     * It was only asked what it would do.
     *
     * @param effect what it would make of persons
     */
    record Tried(Effect effect) implements Answer {}

    /**
     * It was not.
     *
     * @param why not
     * @param judgements that are in the way
     */
    record Refused(Why why, List<Judgement> judgements) implements Answer {

        Refused(Why why) {
            this(why, List.of());
        }
    }

    /** Why not. */
    enum Why {
        /** A record or a proposal that there is not. */
        UNKNOWN,
        /** The records are others than those that were seen. */
        NOT_WHAT_WAS_SEEN,
        /** Judgements in force say otherwise, or the same; they are to be withdrawn first. */
        CONTRADICTS,
        /** There is a proposal about the two records that waits for an answer. */
        PROPOSAL_WAITING,
        /** Nothing is in force about the two that could be withdrawn. */
        NOT_JUDGED,
        /** A proposal cannot be answered by who made it. */
        SAME_REVIEWER,
        /** The proposal has an answer. */
        ANSWERED
    }
}
