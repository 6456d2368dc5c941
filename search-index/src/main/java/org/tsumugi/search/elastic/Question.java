package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.search.Count;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;
import org.tsumugi.search.plain.Tally;
import org.tsumugi.search.plain.Wanted;

/** One question: the searches that it takes, and what they come to. */
final class Question {

    private final Searches searches;
    private final IndexNames indices;
    private final Limits limits;
    private final Unindexed unindexed;
    private final Vocabulary vocabulary;

    Question(Searches searches, IndexNames indices, Limits limits, Unindexed unindexed) {
        this.searches = searches;
        this.indices = indices;
        this.limits = limits;
        this.unindexed = unindexed;
        this.vocabulary = new Vocabulary(searches, indices.names());
    }

    Optional<Set<Long>> keys(String type, Collection<NameTest> anyOf, int most) {
        return vocabulary
                .keys(type, anyOf, most)
                .map(keys -> withUnindexed(keys, type, anyOf))
                .filter(keys -> keys.size() <= most);
    }

    private Set<Long> withUnindexed(Set<Long> keys, String type, Collection<NameTest> anyOf) {
        Set<Long> all = new HashSet<>(keys);
        unindexed.names().stream()
                .filter(name -> name.type().equals(type))
                .filter(name -> anyOf.stream().anyMatch(test -> test.matches(name)))
                .forEach(name -> all.add(name.key()));
        return all;
    }

    Optional<Count> count(CountQuery query, Visibility visibility) {
        return query.isTooLong()
                ? Optional.empty()
                : Wanted.all(query.conditions(), this::keys, limits.names())
                        .map(wanted -> count(query, wanted, visibility));
    }

    private Count count(CountQuery query, List<Wanted> wanted, Visibility visibility) {
        Set<Long> names = Wanted.allNames(wanted);
        boolean told = names.size() <= limits.told();
        List<PersonDocument> changed =
                unindexed.persons().values().stream().flatMap(Optional::stream).toList();
        Tally tally = ofIndex(new Counting(
                        query, wanted, visibility, unindexed.persons().keySet(), indices, told ? names : Set.of()))
                .plus(Tally.of(changed, query, wanted, visibility));
        return told
                ? new FoundNames(vocabulary, unindexed.names()).of(tally)
                : new Count(tally.total(), List.of(), true);
    }

    private Tally ofIndex(Counting counting) {
        if (counting.countsRecords()) {
            SearchResponse<Void> records = searches.run(counting.records(), Void.class);
            return new Tally(total(records), namesIn(records));
        }
        SearchResponse<Void> persons = searches.run(counting.persons(), Void.class);
        long total = counting.countsPatients() ? patientsIn(persons) : total(persons);
        return new Tally(
                total, counting.tellsNames() ? namesIn(searches.run(counting.records(), Void.class)) : Map.of());
    }

    private static long total(SearchResponse<Void> response) {
        TotalHits total = response.hits().total();
        return total == null ? 0 : total.value();
    }

    private static long patientsIn(SearchResponse<Void> response) {
        Aggregate patients = response.aggregations().get(Counting.PATIENTS);
        Aggregate counted =
                patients == null ? null : patients.nested().aggregations().get(Counting.COUNTED);
        if (counted == null) {
            throw new IllegalStateException("Elasticsearch leaves out the Patients");
        }
        return counted.filter().docCount();
    }

    private static Map<Long, Long> namesIn(SearchResponse<Void> response) {
        Map<Long, Long> found = new HashMap<>();
        Aggregate names = response.aggregations().get(Counting.NAMES);
        if (names != null) {
            for (StringTermsBucket bucket : names.sterms().buckets().array()) {
                found.put(Fields.name(bucket.key().stringValue()), bucket.docCount());
            }
        }
        return found;
    }
}
