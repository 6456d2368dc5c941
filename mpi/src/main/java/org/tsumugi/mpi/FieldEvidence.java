package org.tsumugi.mpi;

import java.util.Set;

/**
 * How two records compare in one field, as a decision keeps it: what was found, not what the records say.
 *
 * @param field the field
 * @param agreement what was found
 * @param bases of names, why differing characters count as equal or near
 * @param slip of dates of birth that nearly agree, which slip would explain it; empty otherwise
 */
public record FieldEvidence(Field field, Agreement agreement, Set<NameBasis> bases, String slip) {

    public FieldEvidence {
        bases = Set.copyOf(bases);
    }
}
