package org.tsumugi.mpi.compare;

import java.util.Collection;
import org.tsumugi.mpi.rule.NumberKind;

/**
 * A number that records can share, in its normal form.
 *
 * @param kind what kind of number
 * @param value the number with all that belongs to it, such as its insurer
 */
public record LinkKey(NumberKind kind, String value) implements Comparable<LinkKey> {

    /** The key of an identifier that names the person. */
    static LinkKey commonId(String system, String value) {
        return new LinkKey(NumberKind.COMMON_ID, system + "|" + value);
    }

    /** Whether it is a number of one of these identifier systems. */
    public boolean isOf(Collection<String> systems) {
        return kind == NumberKind.COMMON_ID && systems.stream().anyMatch(system -> value.startsWith(system + "|"));
    }

    @Override
    public int compareTo(LinkKey other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : value.compareTo(other.value);
    }

    /** No number appears in logs. */
    @Override
    public String toString() {
        return "LinkKey[" + kind + "]";
    }
}
