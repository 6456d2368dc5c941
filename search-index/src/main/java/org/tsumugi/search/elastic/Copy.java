package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tsumugi.search.Generation;
import org.tsumugi.search.Name;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.RecordEntry;
import org.tsumugi.search.elastic.DocumentJson.Text;

/** A generation in Elasticsearch. */
final class Copy implements Generation {

    private final ElasticsearchClient client;
    private final List<String> all;
    private final String persons;
    private final String records;
    private final IndexNames indices;
    private final String names;
    private final Contents contents;
    private final Vocabulary vocabulary;

    Copy(ElasticsearchClient client, IndexNames indices, String generation) {
        this.client = client;
        this.indices = indices;
        this.all = indices.all(generation);
        this.persons = IndexNames.of(indices.persons(), generation);
        this.records = IndexNames.of(indices.records(), generation);
        this.names = IndexNames.of(indices.names(), generation);
        Searches searches = Searches.each(client, Connection.LIMIT);
        this.contents = new Contents(searches, persons, records);
        this.vocabulary = new Vocabulary(searches, names);
    }

    @Override
    public void addNames(Collection<Name> added) {
        Batch batch = new Batch(client, indices.writing(names));
        added.forEach(name -> batch.addNew(Fields.name(name.key()), NameJson.of(name)));
        batch.send();
        batch.refused().values().stream().findFirst().ifPresent(reason -> {
            throw new IllegalStateException("Elasticsearch refuses names: " + reason);
        });
    }

    @Override
    public Set<Name> missing(Collection<Name> asked) {
        Set<Long> there = vocabulary.there(asked.stream().map(Name::key).toList());
        return asked.stream().filter(name -> !there.contains(name.key())).collect(Collectors.toSet());
    }

    /**
     * Persons first: who is there in a later version keeps its records too, and who is new has none to look for. Once more at the end: a
     * later version that came in between may have missed records that were written after it.
     */
    @Override
    public Written write(List<Versioned> documents) {
        Batch batch = new Batch(client, indices.writing(persons));
        for (Versioned one : documents) {
            batch.add(
                    one.document().key(),
                    one.version(),
                    DocumentJson.person(one.document()).json());
        }
        batch.send();
        List<Versioned> written = documents.stream()
                .filter(one -> !batch.conflicts().contains(one.document().key()))
                .filter(one -> !batch.refused().containsKey(one.document().key()))
                .toList();
        Map<String, String> refused = new HashMap<>(batch.refused());
        refused.putAll(writeRecords(written, batch.created()));
        return new Written(later(documents, batch), refused);
    }

    private Map<String, Long> later(List<Versioned> documents, Batch batch) {
        Map<String, Long> given = new HashMap<>();
        documents.forEach(one -> given.merge(one.document().key(), one.version(), Math::max));
        given.keySet().removeAll(batch.refused().keySet());
        Map<String, Long> later = new Versions(client, persons).of(given.keySet());
        later.entrySet()
                .removeIf(there -> !batch.conflicts().contains(there.getKey())
                        && there.getValue() <= given.getOrDefault(there.getKey(), 0L));
        return later;
    }

    private Map<String, String> writeRecords(List<Versioned> written, Set<String> created) {
        Map<String, Map<String, Long>> there = contents.records(written.stream()
                .map(one -> one.document().key())
                .filter(key -> !created.contains(key))
                .toList());
        Batch batch = new Batch(client, indices.writing(records));
        for (Versioned one : written) {
            String person = one.document().key();
            Map<String, Long> gone = new HashMap<>(there.getOrDefault(person, Map.of()));
            forEachRecord(one.document(), (id, text) -> {
                Long before = gone.remove(id);
                if (before == null || before != text.digestAsNumber()) {
                    batch.add(id(person, id), one.version(), text.json());
                }
            });
            gone.keySet().forEach(id -> batch.addDelete(id(person, id), one.version()));
        }
        batch.send();
        return batch.refused().entrySet().stream()
                .collect(Collectors.toMap(
                        refused ->
                                refused.getKey().substring(0, refused.getKey().indexOf('/')),
                        Map.Entry::getValue,
                        (one, other) -> one));
    }

    private static String id(String person, String record) {
        return person + "/" + record;
    }

    private interface EachRecord {
        void take(String id, Text text);
    }

    private static void forEachRecord(PersonDocument document, EachRecord each) {
        for (PatientEntry patient : document.patients()) {
            for (RecordEntry entry : patient.records()) {
                each.take(entry.id(), DocumentJson.record(document.key(), patient, entry));
            }
        }
    }

    @Override
    public void refresh() {
        Object ignored = Calls.of(() -> client.indices().refresh(refresh -> refresh.index(all)));
    }

    @Override
    public List<String> keys(String after, int most) {
        TreeSet<String> keys = new TreeSet<>(contents.keysOfPersons(after, most));
        keys.addAll(contents.keysOfRecords(after, most));
        return keys.stream().limit(most).toList();
    }

    @Override
    public Set<String> differing(Collection<PersonDocument> documents) {
        List<String> keys = documents.stream().map(PersonDocument::key).toList();
        Map<String, String> digests = contents.persons(keys);
        Map<String, Map<String, Long>> there = contents.records(keys);
        String empty = DocumentJson.person(new PersonDocument("", List.of())).digestAsText();
        Set<String> differing = new HashSet<>();
        for (PersonDocument document : documents) {
            Map<String, Long> expected = new HashMap<>();
            forEachRecord(document, (id, text) -> expected.put(id, text.digestAsNumber()));
            String digest = DocumentJson.person(document).digestAsText();
            if (!digest.equals(digests.getOrDefault(document.key(), empty))
                    || !expected.equals(there.getOrDefault(document.key(), Map.of()))) {
                differing.add(document.key());
            }
        }
        return differing;
    }
}
