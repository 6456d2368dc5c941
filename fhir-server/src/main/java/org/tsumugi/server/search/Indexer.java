package org.tsumugi.server.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.search.Generation;
import org.tsumugi.search.Generation.Versioned;
import org.tsumugi.search.Generation.Written;
import org.tsumugi.search.Name;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.server.search.Generations.Making;
import org.tsumugi.server.search.SearchOutbox.Waiting;

/**
 * Brings into the index what waits in the outbox, and makes the index anew. Of all processes on one database one does so at a time: it
 * holds a lock for as long as its transaction, within which it reads, writes the index, and takes away what waited. What dies in between
 * is done again; what comes too late to the index, from a process that was thought dead, has an earlier version and stays out.
 */
final class Indexer {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    /** So many patients at a time: enough to be quick, few enough that what was changed meanwhile need not wait long. */
    private static final int BATCH = 200;

    private static final int MOST_NAMES = 5_000;

    /** Of this lock no one else knows. */
    private static final long LOCK = 0x7473756d_73656172L;

    private final JdbcOperations jdbc;
    private final TransactionTemplate transactions;
    private final ElasticsearchInstallation installation;
    private final Generations generations;
    private final SearchOutbox outbox;
    private final DocumentKeys keys;
    private final Documents documents;

    Indexer(
            JdbcOperations jdbc,
            TransactionTemplate transactions,
            ElasticsearchInstallation installation,
            Generations generations,
            SearchOutbox outbox,
            DocumentKeys keys,
            Documents documents) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.installation = installation;
        this.generations = generations;
        this.outbox = outbox;
        this.keys = keys;
        this.documents = documents;
    }

    /** What one step does, under the lock. */
    private interface Step {
        int take(List<Generation> written);
    }

    /**
     * Takes up some of what waits.
     *
     * @return how much; 0 when nothing waits, or another process is at it
     * @throws org.tsumugi.search.IndexUnavailableException when the index cannot be written now
     */
    int takeUp() {
        return writing(written -> {
            int names = takeUpNames(written);
            Waiting waiting = outbox.due(BATCH);
            if (!waiting.patients().isEmpty()) {
                Set<String> refused = write(written, keys.concerning(waiting.patients()));
                written.forEach(Generation::refresh);
                settle(waiting, refused);
            } else if (names > 0) {
                written.forEach(Generation::refresh);
            }
            return names + waiting.rows().size();
        });
    }

    /**
     * Goes on with the generation that is being made.
     *
     * @return how many Patients were written; 0 when all are, or another process is at it
     * @throws org.tsumugi.search.IndexUnavailableException when the index cannot be written now
     */
    int make() {
        return writing(all -> generations.making().map(this::goOn).orElse(0));
    }

    private int goOn(Making making) {
        Generation made = installation.generation(making.name());
        if (making.reached().isEmpty()) {
            outbox.forEachName(made::addNames);
        }
        List<UUID> patients = keys.patientsAfter(after(making), BATCH);
        if (!patients.isEmpty()) {
            Set<String> refused = write(List.of(made), keys.concerning(patients));
            outbox.add(refusedPatients(patients, refused));
            made.refresh();
            generations.progress(making, patients.get(patients.size() - 1).toString(), patients.size());
        }
        return patients.size();
    }

    /** Runs something while nobody else writes the index; waits for whoever does. */
    void underLock(Runnable step) {
        transactions.executeWithoutResult(status -> {
            jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
            step.run();
        });
    }

    /** Documents that are other in the generation in force than they should be, and of which nothing waits. */
    Set<String> differing(Generation generation, Collection<String> concerned) {
        Set<String> differing = generation.differing(documents.of(concerned).values());
        if (differing.isEmpty()) {
            return differing;
        }
        // once more while nobody writes: what was under way is not other
        Set<String> still = new TreeSet<>();
        underLock(() -> {
            Set<String> waiting = keys.concerning(outbox.patients(Integer.MAX_VALUE));
            differing.removeAll(waiting);
            still.addAll(generation.differing(documents.of(differing).values()));
        });
        return still;
    }

    /** Of these documents, those that should not be there at all and are. */
    Set<String> surplus(Generation generation, Collection<String> there) {
        List<String> nobody = documents.of(there).values().stream()
                .filter(document -> document.patients().isEmpty())
                .map(PersonDocument::key)
                .toList();
        return differing(generation, nobody);
    }

    /** Writes these documents as they should be. */
    void rewrite(Collection<String> concerned) {
        underLock(() -> {
            List<Generation> written = written();
            Set<String> ignored = write(written, concerned);
            written.forEach(Generation::refresh);
        });
    }

    /** Whether there are Patients that are not written to a generation that is being made. */
    boolean hasMore(Making making) {
        return !keys.patientsAfter(after(making), 1).isEmpty();
    }

    private static UUID after(Making making) {
        return making.reached().isEmpty() ? new UUID(0, 0) : UUID.fromString(making.reached());
    }

    /** Not where another process is at it. */
    private int writing(Step step) {
        Integer done = transactions.execute(status -> {
            Boolean mine = jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK);
            List<Generation> written = Boolean.TRUE.equals(mine) ? written() : List.of();
            return written.isEmpty() ? 0 : step.take(written);
        });
        return done == null ? 0 : done;
    }

    private List<Generation> written() {
        return generations.all().stream()
                .map(making -> installation.generation(making.name()))
                .toList();
    }

    private int takeUpNames(List<Generation> written) {
        List<Name> names = outbox.names(MOST_NAMES);
        if (!names.isEmpty()) {
            written.forEach(generation -> generation.addNames(names));
            outbox.doneNames(names);
        }
        return names.size();
    }

    /** @return keys of documents that the index does not take */
    private Set<String> write(List<Generation> written, Collection<String> concerned) {
        Map<String, PersonDocument> now = documents.of(concerned);
        List<Versioned> versioned = new ArrayList<>();
        now.values().forEach(document -> versioned.add(new Versioned(document, nextVersion())));
        Set<String> refused = new HashSet<>();
        for (Generation generation : written) {
            Written outcome = generation.write(versioned);
            if (!outcome.later().isEmpty()) {
                overtake(generation, outcome.later(), now);
            }
            outcome.refused().forEach((key, reason) -> {
                LOG.error("The index does not take a person's document: {}", reason);
                refused.add(key);
            });
        }
        remember(now);
        return refused;
    }

    private long nextVersion() {
        Long version = jdbc.queryForObject("select nextval('tsumugi.search_version')", Long.class);
        return version == null ? 0 : version;
    }

    /** The database is an earlier one than that which the index was written from: it was brought back from a copy. */
    private void overtake(Generation generation, Map<String, Long> later, Map<String, PersonDocument> now) {
        long highest = later.values().stream().mapToLong(Long::longValue).max().orElse(0);
        LOG.warn("The index has later versions than the database; going on above them");
        jdbc.queryForObject(
                "select setval('tsumugi.search_version', greatest(?, last_value)) from tsumugi.search_version",
                Long.class,
                highest);
        List<Versioned> again = new ArrayList<>();
        later.keySet().forEach(key -> again.add(new Versioned(require(now, key), nextVersion())));
        Written outcome = generation.write(again);
        if (!outcome.later().isEmpty()) {
            throw new IllegalStateException("another process writes the index of this database");
        }
    }

    private static PersonDocument require(Map<String, PersonDocument> documents, String key) {
        PersonDocument document = documents.get(key);
        if (document == null) {
            throw new IllegalStateException("the index tells of a document that was not written");
        }
        return document;
    }

    /** In which document each Patient is now. */
    private void remember(Map<String, PersonDocument> now) {
        List<String> patients = new ArrayList<>();
        List<String> in = new ArrayList<>();
        now.forEach((key, document) -> {
            for (PatientEntry patient : document.patients()) {
                patients.add(patient.id());
                in.add(key);
            }
        });
        jdbc.update("delete from tsumugi.search_document where document = any(cast(? as text[]))", (Object)
                now.keySet().toArray(String[]::new));
        jdbc.update("""
                insert into tsumugi.search_document (patient_id, document)
                select cast(patient as uuid), document
                from unnest(cast(? as text[]), cast(? as text[])) as given (patient, document)
                on conflict (patient_id) do update set document = excluded.document
                """, patients.toArray(String[]::new), in.toArray(String[]::new));
    }

    /** What the index does not take is tried again, and counted from the database until then. */
    private void settle(Waiting waiting, Set<String> refused) {
        if (refused.isEmpty()) {
            outbox.done(waiting.rows());
            return;
        }
        List<UUID> again = refusedPatients(waiting.patients(), refused);
        outbox.postpone(again);
        outbox.doneBut(waiting.rows(), again);
    }

    private List<UUID> refusedPatients(Collection<UUID> patients, Set<String> refused) {
        return refused.isEmpty()
                ? List.of()
                : patients.stream()
                        .filter(patient ->
                                keys.concerning(List.of(patient)).stream().anyMatch(refused::contains))
                        .toList();
    }
}
