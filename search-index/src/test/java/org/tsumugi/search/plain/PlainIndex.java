package org.tsumugi.search.plain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tsumugi.search.Amount;
import org.tsumugi.search.Count;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.Generation;
import org.tsumugi.search.Name;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.RecordEntry;
import org.tsumugi.search.SearchIndex;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;

/** The index as a list that every question looks through from the first to the last: what all others must answer. */
public final class PlainIndex implements SearchIndex, Generation {

    private final Map<String, Versioned> documents;
    private final Set<Name> names;
    private final int mostNames;
    private final int mostTold;

    public PlainIndex() {
        this(new TreeMap<>(), new HashSet<>(), MOST_NAMES, MOST_TOLD);
    }

    private PlainIndex(Map<String, Versioned> documents, Set<Name> names, int mostNames, int mostTold) {
        this.documents = documents;
        this.names = names;
        this.mostNames = mostNames;
        this.mostTold = mostTold;
    }

    /**
     * The same index with other bounds.
     *
     * @param meant so many names may be meant
     * @param told of so many names it is told which were found
     */
    public SearchIndex within(int meant, int told) {
        return new PlainIndex(documents, names, meant, told);
    }

    @Override
    public Optional<Set<Long>> keys(String type, Collection<NameTest> anyOf, Unindexed unindexed) {
        return Optional.of(matching(type, anyOf, unindexed)).filter(keys -> keys.size() <= mostNames);
    }

    private Set<Long> matching(String type, Collection<NameTest> anyOf, Unindexed unindexed) {
        return all(unindexed).stream()
                .filter(name -> name.type().equals(type))
                .filter(name -> anyOf.stream().anyMatch(test -> test.matches(name)))
                .map(Name::key)
                .collect(Collectors.toSet());
    }

    private Set<Name> all(Unindexed unindexed) {
        Set<Name> all = new HashSet<>(names);
        all.addAll(unindexed.names());
        return all;
    }

    @Override
    public Optional<Count> count(CountQuery query, Visibility visibility, Unindexed unindexed) {
        List<Wanted> wanted = query.conditions().stream()
                .map(condition -> new Wanted(
                        condition,
                        condition.names().stream()
                                .map(anyOf -> matching(condition.type(), anyOf, unindexed))
                                .toList()))
                .toList();
        long meant = wanted.stream()
                .flatMap(each -> each.names().stream())
                .mapToLong(Set::size)
                .sum();
        return query.isTooLong() || meant > mostNames
                ? Optional.empty()
                : Optional.of(count(query, wanted, visibility, unindexed));
    }

    private Count count(CountQuery query, List<Wanted> wanted, Visibility visibility, Unindexed unindexed) {
        Map<String, PersonDocument> now = new TreeMap<>();
        documents.forEach((key, versioned) -> now.put(key, versioned.document()));
        unindexed.persons().forEach((key, changed) -> {
            now.remove(key);
            changed.ifPresent(document -> now.put(key, document));
        });
        Tally tally = Tally.of(now.values(), query, wanted, visibility);
        if (Wanted.allNames(wanted).size() > mostTold) {
            return new Count(tally.total(), List.of(), true);
        }
        Map<Long, Name> byKey = new HashMap<>();
        all(unindexed).forEach(name -> byKey.put(name.key(), name));
        List<Count.Found> found = new ArrayList<>();
        tally.names().forEach((key, records) -> {
            Name name = byKey.get(key);
            if (name != null) {
                found.add(new Count.Found(name, records));
            }
        });
        found.sort(Comparator.comparingLong(Count.Found::records)
                .reversed()
                .thenComparing(each -> each.name().folded())
                .thenComparing(each -> each.name().type()));
        return new Count(
                tally.total(), found.stream().limit(Count.MOST_NAMES).toList(), found.size() > Count.MOST_NAMES);
    }

    @Override
    public void addNames(Collection<Name> more) {
        names.addAll(more);
    }

    @Override
    public Set<Name> missing(Collection<Name> asked) {
        return asked.stream().filter(name -> !names.contains(name)).collect(Collectors.toSet());
    }

    @Override
    public Written write(List<Versioned> written) {
        Map<String, Long> later = new HashMap<>();
        for (Versioned one : written) {
            String key = one.document().key();
            Optional<Versioned> there = Optional.ofNullable(documents.get(key));
            if (there.isPresent() && there.get().version() >= one.version()) {
                later.put(key, there.get().version());
            } else {
                documents.put(key, one);
            }
        }
        return new Written(later, Map.of());
    }

    @Override
    public void refresh() {
        // what is written counts at once
    }

    @Override
    public List<String> keys(String after, int most) {
        return documents.keySet().stream()
                .filter(key -> key.compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public Set<String> differing(Collection<PersonDocument> expected) {
        return expected.stream()
                .filter(document -> !content(document).equals(content(there(document.key()))))
                .map(PersonDocument::key)
                .collect(Collectors.toSet());
    }

    private PersonDocument there(String key) {
        return Optional.ofNullable(documents.get(key))
                .map(Versioned::document)
                .orElse(new PersonDocument(key, List.of()));
    }

    /** In an order of its own. */
    private static String content(PersonDocument document) {
        return document.patients().stream()
                .map(patient -> patient.id()
                        + patient.facility()
                        + patient.birth()
                        + patient.gender()
                        + new TreeSet<>(patient.denials())
                        + patient.records().stream()
                                .map(PlainIndex::content)
                                .sorted()
                                .toList())
                .sorted()
                .toList()
                .toString();
    }

    private static String content(RecordEntry entry) {
        Map<String, List<String>> amounts = new TreeMap<>();
        entry.amounts()
                .forEach((parameter, all) -> amounts.put(
                        parameter, all.stream().map(Amount::toString).sorted().toList()));
        return entry.id() + entry.type() + new TreeSet<>(entry.names()) + new TreeMap<>(entry.days()) + amounts;
    }
}
