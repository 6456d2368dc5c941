package org.tsumugi.search.plain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** The names that there are. */
    public interface Names {

        /** The keys of those of a type that meet any of some tests; empty where they are more than so many. */
        Optional<Set<Long>> of(String type, List<NameTest> anyOf, int most);
    }

    /** Conditions with their names; empty where those of all together are more than so many. */
    public static Optional<List<Wanted>> all(List<RecordCondition> conditions, Names names, int most) {
        List<Wanted> all = new ArrayList<>();
        int left = most;
        for (RecordCondition condition : conditions) {
            List<Set<Long>> found = new ArrayList<>();
            for (List<NameTest> anyOf : condition.names()) {
                Optional<Set<Long>> keys = names.of(condition.type(), anyOf, left);
                if (keys.isEmpty()) {
                    return Optional.empty();
                }
                found.add(keys.get());
                left -= keys.get().size();
            }
            all.add(new Wanted(condition, found));
        }
        return Optional.of(all);
    }

    /** All names that are looked for in any of the conditions. */
    public static Set<Long> allNames(Collection<Wanted> wanted) {
        Set<Long> names = new HashSet<>();
        wanted.forEach(each -> each.names().forEach(names::addAll));
        return names;
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
