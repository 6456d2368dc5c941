package org.tsumugi.mpi.match;

import java.util.List;
import org.tsumugi.mpi.FieldEvidence;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.score.Score;

/**
 * A person whom a record may be.
 *
 * @param person number of the person's ID
 * @param record of the person's records the one that comes nearest
 * @param grade how sure it is
 * @param rung of the rules that makes it certain; empty otherwise
 * @param score of the nearest record
 * @param evidence how that record compares
 */
public record Candidate(
        long person, RecordKey record, Grade grade, String rung, Score score, List<FieldEvidence> evidence) {

    public Candidate {
        evidence = List.copyOf(evidence);
    }
}
