package org.tsumugi.search.elastic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tsumugi.search.Count;
import org.tsumugi.search.Name;
import org.tsumugi.search.plain.Tally;

/** Tells the names that were found. */
final class FoundNames {

    /** So many documents Elasticsearch gives at once. */
    private static final int MOST_TIES = 10_000;

    private final Vocabulary vocabulary;
    private final Collection<Name> unindexed;

    /** @param unindexed names that the vocabulary may not have */
    FoundNames(Vocabulary vocabulary, Collection<Name> unindexed) {
        this.vocabulary = vocabulary;
        this.unindexed = unindexed;
    }

    Count of(Tally tally) {
        List<Map.Entry<Long, Long>> frequent = tally.names().entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        // all that are as frequent as the last one that is told: the name decides between those
        List<Map.Entry<Long, Long>> told = frequent.stream()
                .filter(name -> frequent.size() <= Count.MOST_NAMES
                        || name.getValue() >= frequent.get(Count.MOST_NAMES - 1).getValue())
                .limit(MOST_TIES)
                .toList();
        return new Count(tally.total(), names(told), frequent.size() > Count.MOST_NAMES);
    }

    private List<Count.Found> names(List<Map.Entry<Long, Long>> told) {
        Map<Long, Name> byKey =
                unindexed.stream().collect(Collectors.toMap(Name::key, name -> name, (one, same) -> one, HashMap::new));
        byKey.putAll(vocabulary.names(told.stream().map(Map.Entry::getKey).toList()));
        List<Count.Found> found = new ArrayList<>();
        for (Map.Entry<Long, Long> each : told) {
            Name name = byKey.get(each.getKey());
            if (name != null) {
                found.add(new Count.Found(name, each.getValue()));
            }
        }
        found.sort(Comparator.comparingLong(Count.Found::records)
                .reversed()
                .thenComparing(each -> each.name().folded())
                .thenComparing(each -> each.name().type()));
        return found.stream().limit(Count.MOST_NAMES).toList();
    }
}
