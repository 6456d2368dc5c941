package org.tsumugi.mpi.link;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.rule.NumberKind;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.Rung;

/** Which of a record's numbers rules look at. */
public final class RungKeys {

    private RungKeys() {}

    /** Those of all rungs. */
    public static Set<LinkKey> of(Rules rules, NormalRecord record) {
        Set<LinkKey> keys = new HashSet<>();
        rules.rungs().forEach(rung -> keys.addAll(of(rules, rung, record)));
        return keys;
    }

    /** Those of one rung; without a number all born on one day are looked at. */
    static Set<LinkKey> of(Rules rules, Rung rung, NormalRecord record) {
        if (rung.number() == NumberKind.NONE) {
            return record.birthDay() == 0
                    ? Set.of()
                    : Set.of(new LinkKey(NumberKind.NONE, Integer.toString(record.birthDay())));
        }
        return record.numbers(rung.former()).stream()
                .filter(key -> key.kind() == rung.number())
                .filter(key -> key.kind() != NumberKind.COMMON_ID || key.isOf(rules.commonIdSystems()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
