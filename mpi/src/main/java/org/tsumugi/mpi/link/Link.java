package org.tsumugi.mpi.link;

import java.util.List;
import org.tsumugi.mpi.FieldEvidence;

/**
 * Why two records are one person's: of all reasons within a person those that hold it together, the strongest first.
 *
 * @param pair the records
 * @param rung of the rules that joined them, or {@link #JUDGED}
 * @param evidence how they compare
 */
public record Link(Pair pair, String rung, List<FieldEvidence> evidence) {

    /** In place of a rung: people decided so. */
    public static final String JUDGED = "judged";

    /** In place of a rung: none says anything of the two. */
    public static final String NO_RUNG = "none";

    public Link {
        evidence = List.copyOf(evidence);
    }
}
