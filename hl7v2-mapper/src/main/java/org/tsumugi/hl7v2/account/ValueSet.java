package org.tsumugi.hl7v2.account;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some of the values of a segment. Nearly all are of the first repetition of their field, which costs one bit each. */
final class ValueSet {

    /** Components beyond are never in a set. */
    static final int PARTS = 64;

    private long[] ofFirstRepetition = new long[0];
    private @Nullable Map<Integer, BitSet> ofFurther;

    void add(int field, int repetition, int component) {
        if (component >= PARTS) {
            return;
        }
        if (repetition == 0) {
            if (field >= ofFirstRepetition.length) {
                ofFirstRepetition = Arrays.copyOf(ofFirstRepetition, Math.max(field + 8, 2 * ofFirstRepetition.length));
            }
            ofFirstRepetition[field] |= 1L << component;
            return;
        }
        if (ofFurther == null) {
            ofFurther = new HashMap<>();
        }
        ofFurther.computeIfAbsent(field, f -> new BitSet()).set(repetition * PARTS + component);
    }

    boolean contains(int field, int repetition, int component) {
        if (component >= PARTS) {
            return false;
        }
        if (repetition == 0) {
            return field < ofFirstRepetition.length && (ofFirstRepetition[field] & (1L << component)) != 0;
        }
        BitSet further = ofFurther == null ? null : ofFurther.get(field);
        return further != null && further.get(repetition * PARTS + component);
    }

    boolean containsSomeOf(int field) {
        return (field < ofFirstRepetition.length && ofFirstRepetition[field] != 0)
                || (ofFurther != null && ofFurther.containsKey(field));
    }
}
