package org.tsumugi.search.plain;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.tsumugi.search.AmountTest;
import org.tsumugi.search.DayTest;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.RecordCondition;
import org.tsumugi.search.RecordEntry;

/**
 * A condition with the names that are looked for found in the vocabulary.
 *
 * @param condition what was asked
 * @param names for each of its lists of name tests, the keys of the names that meet it
 */
public record Wanted(RecordCondition condition, List<Set<Long>> names) {

    /** @param vocabulary the keys of the names of a type that meet any of some tests */
    public static Wanted of(RecordCondition condition, BiFunction<String, List<NameTest>, Set<Long>> vocabulary) {
        return new Wanted(
                condition,
                condition.names().stream()
                        .map(anyOf -> vocabulary.apply(condition.type(), anyOf))
                        .toList());
    }

    /** All names that are looked for. */
    public Set<Long> allNames() {
        return names.stream().flatMap(Set::stream).collect(Collectors.toCollection(HashSet::new));
    }

    /** Whether a record meets it. */
    public boolean isMetBy(RecordEntry entry) {
        return condition.type().equals(entry.type())
                && names.stream().allMatch(anyOf -> entry.names().stream().anyMatch(anyOf::contains))
                && condition.days().stream().allMatch(test -> hasDays(entry, test))
                && condition.amounts().stream().allMatch(test -> hasAmount(entry, test));
    }

    private static boolean hasDays(RecordEntry entry, Map.Entry<String, List<DayTest>> anyOf) {
        var days = entry.days().get(anyOf.getKey());
        return days != null && anyOf.getValue().stream().anyMatch(test -> test.matches(days));
    }

    private static boolean hasAmount(RecordEntry entry, Map.Entry<String, List<AmountTest>> anyOf) {
        return entry.amounts().getOrDefault(anyOf.getKey(), List.of()).stream()
                .anyMatch(amount -> anyOf.getValue().stream().anyMatch(test -> test.matches(amount)));
    }
}
