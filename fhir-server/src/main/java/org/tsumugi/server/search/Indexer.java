package org.tsumugi.server.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.search.Generation;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.Name;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.server.outcome.FailureLog;
import org.tsumugi.server.outcome.FailureTable;
import org.tsumugi.server.search.Generations.Making;
import org.tsumugi.server.search.SearchOutbox.Due;

/**
 * Brings into the index what waits in the outbox, and makes the index anew: under the {@link WriteLock}, within whose transaction it
 * reads, writes the index, and takes away what waited. What dies in between is done again. For one thread.
 */
final class Indexer {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    private static final int MOST_NAMES = 5_000;

    private final WriteLock lock;
    private final ElasticsearchInstallation installation;
    private final Generations generations;
    private final SearchOutbox outbox;
    private final DocumentKeys keys;
    private final DocumentWriter writer;
    private final Portion ofWaiting = new Portion();
    private final Portion ofAll = new Portion();

    /**
     * Patients with whom a transaction failed that may have been others' by then: a connection that breaks takes the lock with it, and
     * what was still on its way to the index may be what another process had written anew.
     */
    private final Set<UUID> inDoubt = new TreeSet<>();

    Indexer(
            WriteLock lock,
            ElasticsearchInstallation installation,
            Generations generations,
            SearchOutbox outbox,
            DocumentKeys keys,
            DocumentWriter writer) {
        this.lock = lock;
        this.installation = installation;
        this.generations = generations;
        this.outbox = outbox;
        this.keys = keys;
        this.writer = writer;
    }

    /**
     * Takes up some of what waits.
     *
     * @return whether more waits than was taken at once; what comes meanwhile may wait for a moment, so that what a hospital sends of a
     *     patient in a row is taken up together
     * @throws IndexUnavailableException when the index cannot be written now
     */
    boolean takeUp() {
        List<UUID> taken = new ArrayList<>();
        boolean more = carefully(ofWaiting, taken, () -> takeUp(all(), taken), this::putOff);
        if (!taken.isEmpty()) {
            inDoubt.clear();
        }
        return more;
    }

    private boolean takeUp(List<Generation> all, List<UUID> taken) {
        if (all.isEmpty()) {
            return false;
        }
        outbox.add(inDoubt);
        boolean more = takeUpNames(all) == MOST_NAMES;
        Due due = outbox.due(ofWaiting.patients());
        taken.addAll(keys.within(due.patients(), Portion.RECORDS));
        if (!taken.isEmpty()) {
            List<Long> rows = outbox.rows(taken);
            settle(taken, rows, writer.writeToAll(all, keys.concerning(taken)));
        }
        return more || due.more() || taken.size() < due.patients().size();
    }

    /** What the failed transaction took back waits again. */
    private void putOff(Collection<UUID> patients) {
        outbox.add(inDoubt);
        outbox.postpone(patients);
    }

    private int takeUpNames(List<Generation> all) {
        List<Name> names = outbox.names(MOST_NAMES);
        if (!names.isEmpty()) {
            all.forEach(generation -> {
                generation.addNames(names);
                generation.refresh();
            });
            outbox.doneNames(names);
        }
        return names.size();
    }

    /** What the index does not take is tried again, and counted from the database until then. */
    private void settle(List<UUID> taken, List<Long> rows, Set<String> refused) {
        List<UUID> again = refusedPatients(taken, refused);
        outbox.postpone(again);
        outbox.doneBut(rows, again);
    }

    /**
     * Goes on with the generation that is being made.
     *
     * @return whether Patients were written; not when all are, or another process is at it
     * @throws IndexUnavailableException when the index cannot be written now
     */
    boolean make() {
        List<UUID> taken = new ArrayList<>();
        return carefully(
                ofAll,
                taken,
                () -> generations.making().map(making -> make(making, taken)).orElse(false),
                this::leaveToOutbox);
    }

    private boolean make(Making making, List<UUID> taken) {
        Generation made = installation.generation(making.name());
        if (making.reached().isEmpty()) {
            outbox.forEachName(made::addNames);
        }
        taken.addAll(keys.within(keys.patientsAfter(after(making), ofAll.patients()), Portion.RECORDS));
        if (!taken.isEmpty()) {
            Set<String> refused = writer.writeToOne(made, keys.concerning(taken));
            outbox.add(refusedPatients(taken, refused));
            generations.progress(making, last(taken).toString(), taken.size());
        }
        return !taken.isEmpty();
    }

    /** The generation is made without it; it comes when it can. */
    private void leaveToOutbox(Collection<UUID> patients) {
        generations.making().ifPresent(making -> {
            outbox.add(patients);
            outbox.postpone(patients);
            generations.progress(making, last(patients).toString(), patients.size());
        });
    }

    private static UUID last(Collection<UUID> patients) {
        return List.copyOf(patients).get(patients.size() - 1);
    }

    /** Whether there are Patients that are not written to a generation that is being made. */
    boolean hasMore(Making making) {
        return !keys.patientsAfter(after(making), 1).isEmpty();
    }

    private static UUID after(Making making) {
        return making.reached().isEmpty() ? new UUID(0, 0) : UUID.fromString(making.reached());
    }

    /**
     * One patient whose documents cannot be made must not hold up all others: after a failure that is not the index's absence fewer are
     * taken at a time, until it is one, who is put aside.
     */
    private boolean carefully(Portion portion, List<UUID> taken, Supplier<Boolean> step, PutAside putAside) {
        try {
            boolean more = lock.ifFree(step).orElse(false);
            portion.succeeded();
            return more;
        } catch (IndexUnavailableException e) {
            inDoubt.addAll(taken);
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            inDoubt.addAll(taken);
            if (taken.size() != 1 || FailureTable.isWorldAway(e)) {
                portion.failed(taken.size());
                throw e;
            }
            portion.succeeded();
            LOG.error("What the index knows of one patient cannot be written; it is put off: {}", FailureLog.trace(e));
            lock.waitingFor(() -> putAside.take(taken));
            inDoubt.removeAll(taken);
            return true;
        }
    }

    /** Sees to it that patients wait, and do not come up at once again. */
    private interface PutAside {
        void take(Collection<UUID> patients);
    }

    private List<Generation> all() {
        return generations.all().stream()
                .map(making -> installation.generation(making.name()))
                .toList();
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
