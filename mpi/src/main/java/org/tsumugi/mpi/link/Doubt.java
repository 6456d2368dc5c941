package org.tsumugi.mpi.link;

import java.util.List;
import java.util.SortedSet;
import org.tsumugi.mpi.RecordKey;

/**
 * What the rules cannot decide and a person should look at.
 *
 * @param kind what is wrong
 * @param rung of the rules where it showed
 * @param records whom it is about
 * @param pairs which of them stand against each other, or may belong together: {@value #MOST_PAIRS} at most, the first ones. Of a group
 *     whose contradictions people know to be two persons', the pairs that join it
 */
public record Doubt(Kind kind, String rung, SortedSet<RecordKey> records, List<Pair> pairs) {

    /** What is wrong is clear from fewer. */
    static final int MOST_PAIRS = 50;

    /** What is wrong. */
    public enum Kind {
        /**
         * One person's number is shared, but something forbids the link, or what must agree beside it does not or is not known: the
         * number or the other field is wrong.
         */
        VETOED,
        /** Records that belong together two by two contradict each other as a group: they were left apart at this rung. */
        CUT,
        /** So many dates of birth under one number that it says nothing; these agree in name, sex and date of birth beside it. */
        LARGE_BLOCK,
        /** People's decisions contradict each other. */
        JUDGEMENTS
    }

    public Doubt {
        pairs = pairs.stream().limit(MOST_PAIRS).toList();
    }
}
