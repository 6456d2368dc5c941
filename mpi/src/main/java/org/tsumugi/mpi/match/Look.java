package org.tsumugi.mpi.match;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.mpi.FieldEvidence;
import org.tsumugi.mpi.rule.Veto;
import org.tsumugi.mpi.score.Score;

/**
 * What rules and score say of two records.
 *
 * @param evidence field by field
 * @param score with its parts
 * @param rung that would link them, were nothing against it; empty when none would
 * @param vetoes what is against it
 */
public record Look(List<FieldEvidence> evidence, Score score, Optional<String> rung, Set<Veto> vetoes) {

    public Look {
        evidence = List.copyOf(evidence);
        vetoes = Set.copyOf(vetoes);
    }
}
