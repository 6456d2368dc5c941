package org.tsumugi.server.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.tsumugi.search.Generation;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.elastic.ElasticsearchInstallation;

/** Finds what is other in the index than it should be, and writes it as it should be. */
final class IndexRepair {

    private final WriteLock lock;
    private final ElasticsearchInstallation installation;
    private final Generations generations;
    private final SearchOutbox outbox;
    private final DocumentKeys keys;
    private final Documents documents;
    private final DocumentWriter writer;

    IndexRepair(
            WriteLock lock,
            ElasticsearchInstallation installation,
            Generations generations,
            SearchOutbox outbox,
            DocumentKeys keys,
            Documents documents,
            DocumentWriter writer) {
        this.lock = lock;
        this.installation = installation;
        this.generations = generations;
        this.outbox = outbox;
        this.keys = keys;
        this.documents = documents;
        this.writer = writer;
    }

    /** Documents that are other in a generation than they should be, and of which nothing waits. */
    Set<String> differing(Generation generation, Collection<String> concerned) {
        Set<String> differing = generation.differing(documents.of(concerned).values());
        if (differing.isEmpty()) {
            return differing;
        }
        // once more while nobody writes: what was under way is not other
        Set<String> still = new TreeSet<>();
        lock.waitingFor(() -> {
            Collection<PersonDocument> now = documents.of(differing).values();
            still.addAll(generation.differing(now));
            still.removeAll(waiting(now));
        });
        return still;
    }

    /** Documents in which anyone is, or was, who waits. */
    private Set<String> waiting(Collection<PersonDocument> now) {
        List<UUID> patients = new ArrayList<>(
                keys.writtenIn(now.stream().map(PersonDocument::key).toList()));
        now.stream()
                .flatMap(document -> document.patients().stream())
                .map(PatientEntry::id)
                .map(UUID::fromString)
                .forEach(patients::add);
        return keys.concerning(outbox.waiting(patients));
    }

    /** Of these documents, those that should not be there at all and are. */
    Set<String> surplus(Generation generation, Collection<String> there) {
        return differing(generation, keys.empty(there));
    }

    /**
     * Writes these documents as they should be.
     *
     * @return those that the index does not take
     */
    Set<String> rewrite(Collection<String> concerned) {
        Set<String> refused = new TreeSet<>();
        lock.waitingFor(() -> refused.addAll(writer.writeToAll(
                generations.all().stream()
                        .map(making -> installation.generation(making.name()))
                        .toList(),
                concerned)));
        return refused;
    }
}
