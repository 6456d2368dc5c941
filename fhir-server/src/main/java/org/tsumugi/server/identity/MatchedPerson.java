package org.tsumugi.server.identity;

import org.tsumugi.mpi.match.Grade;

/**
 * A person whom a Patient may be.
 *
 * @param grade how sure it is
 * @param score between 0 and 1; 1 when it is certain
 */
record MatchedPerson(VisiblePerson person, Grade grade, double score) {

    /** What is possible only, whatever the score says, stays below what is probable. */
    private static final double MOST_OF_POSSIBLE = 0.89;

    static MatchedPerson of(VisiblePerson person, Grade grade, double probability) {
        return new MatchedPerson(
                person,
                grade,
                switch (grade) {
                    case CERTAIN -> 1;
                    case PROBABLE -> Math.min(probability, 0.99);
                    case POSSIBLE -> Math.min(probability, MOST_OF_POSSIBLE);
                    case CERTAINLY_NOT -> 0;
                });
    }
}
