package org.tsumugi.mpi.compare;

import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.name.NameComparer;

/** Puts two records beside each other. */
public final class RecordComparer {

    private final NameComparer comparer;

    /** @param forms says why characters count as equal */
    public RecordComparer(KanjiForms forms) {
        this.comparer = new NameComparer(forms);
    }

    /** The comparison of two records. */
    public Comparison compare(NormalRecord one, NormalRecord other) {
        return new Comparison(comparer, one, other);
    }
}
