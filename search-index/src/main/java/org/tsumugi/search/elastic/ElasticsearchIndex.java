package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tsumugi.search.Count;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.Name;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.SearchIndex;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;
import org.tsumugi.search.plain.Tally;
import org.tsumugi.search.plain.Wanted;

/** Questions to the generation in force. */
final class ElasticsearchIndex implements SearchIndex {

    /** So many documents Elasticsearch gives at once. */
    private static final int MOST_TIES = 10_000;

    private final ElasticsearchClient client;
    private final Vocabulary vocabulary;
    private final IndexNames names;

    ElasticsearchIndex(ElasticsearchClient client, IndexNames names) {
        this.client = client;
        this.vocabulary = new Vocabulary(client, names.names());
        this.names = names;
    }

    @Override
    public Set<Long> keys(String type, Collection<NameTest> anyOf, Unindexed unindexed) {
        Set<Long> keys = vocabulary.keys(type, anyOf);
        unindexed.names().stream()
                .filter(name -> name.type().equals(type))
                .filter(name -> anyOf.stream().anyMatch(test -> test.matches(name)))
                .forEach(name -> keys.add(name.key()));
        return keys;
    }

    @Override
    public Count count(CountQuery query, Visibility visibility, Unindexed unindexed) {
        List<Wanted> wanted = query.conditions().stream()
                .map(condition -> Wanted.of(condition, (type, anyOf) -> keys(type, anyOf, unindexed)))
                .toList();
        List<PersonDocument> changed =
                unindexed.persons().values().stream().flatMap(Optional::stream).toList();
        Tally tally = ofIndex(query, wanted, visibility, unindexed.persons().keySet())
                .plus(Tally.of(changed, query, wanted, visibility));
        return count(tally, unindexed);
    }

    private Tally ofIndex(CountQuery query, List<Wanted> wanted, Visibility visibility, Set<String> without) {
        Counting counting = new Counting(query, wanted, visibility, without, names);
        if (counting.countsRecords()) {
            SearchResponse<Void> records = search(counting.records());
            return new Tally(total(records), namesIn(records));
        }
        SearchResponse<Void> persons = search(counting.persons());
        long total = counting.countsPatients() ? patientsIn(persons) : total(persons);
        return new Tally(total, counting.names().isEmpty() ? Map.of() : namesIn(search(counting.records())));
    }

    private SearchResponse<Void> search(SearchRequest request) {
        return Calls.of(() -> client.search(request, Void.class));
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

    private Count count(Tally tally, Unindexed unindexed) {
        List<Map.Entry<Long, Long>> frequent = tally.names().entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        // all that are as frequent as the last one that is told: the name decides between those
        List<Map.Entry<Long, Long>> told = frequent.stream()
                .filter(name -> frequent.size() <= Count.MOST_NAMES
                        || name.getValue() >= frequent.get(Count.MOST_NAMES - 1).getValue())
                .limit(MOST_TIES)
                .toList();
        Map<Long, Name> byKey = new HashMap<>(
                unindexed.names().stream().collect(Collectors.toMap(Name::key, name -> name, (one, same) -> one)));
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
        return new Count(
                tally.total(), found.stream().limit(Count.MOST_NAMES).toList(), frequent.size() > Count.MOST_NAMES);
    }
}
