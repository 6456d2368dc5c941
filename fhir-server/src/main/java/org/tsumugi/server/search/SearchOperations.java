package org.tsumugi.server.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.search.Generation;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.Name;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.server.search.Generations.Making;

/** What operators ask of the search index. */
public final class SearchOperations {

    private static final int TRIES = 5;

    private final JdbcOperations jdbc;
    private final TransactionTemplate transactions;
    private final NamedRecords names;
    private final ElasticsearchInstallation installation;
    private final Generations generations;
    private final IndexRepair repair;
    private final SearchOutbox outbox;
    private final DocumentKeys keys;
    private final IndexCare care;
    private final IndexState state;

    SearchOperations(
            JdbcOperations jdbc,
            TransactionTemplate transactions,
            NamedRecords names,
            ElasticsearchInstallation installation,
            Generations generations,
            IndexRepair repair,
            SearchOutbox outbox,
            DocumentKeys keys,
            IndexCare care,
            IndexState state) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.names = names;
        this.installation = installation;
        this.generations = generations;
        this.repair = repair;
        this.outbox = outbox;
        this.keys = keys;
        this.care = care;
        this.state = state;
    }

    /**
     * How the index is.
     *
     * @param condition whether it can be asked
     * @param lagSeconds age of the oldest change that it does not have yet
     * @param waiting changes that it does not have yet
     * @param inForce the generation that is asked; null where there is none
     * @param bytes on disk, replicas aside; null where the index cannot be reached
     * @param making the generation that is being made; null where none is
     * @param written Patients that are written to that
     * @param expected how many there were when it began
     */
    public record Status(
            IndexState.Condition condition,
            double lagSeconds,
            long waiting,
            @Nullable String inForce,
            @Nullable Long bytes,
            @Nullable String making,
            long written,
            long expected) {}

    /** How the index is now. */
    public Status status() {
        Optional<Making> inForce = generations.inForce();
        Optional<Making> making = generations.making();
        Long waiting = jdbc.queryForObject("select count(*) from tsumugi.search_outbox", Long.class);
        return new Status(
                state.condition(),
                outbox.lagSeconds(),
                waiting == null ? 0 : waiting,
                inForce.map(Making::name).orElse(null),
                inForce.flatMap(one -> bytes(one.name())).orElse(null),
                making.map(Making::name).orElse(null),
                making.map(Making::written).orElse(0L),
                making.map(Making::expected).orElse(0L));
    }

    private Optional<Long> bytes(String generation) {
        try {
            return Optional.of(installation.bytes(generation));
        } catch (IndexUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Has the index made anew beside the one in force; false when that is under way. */
    public boolean remake() {
        return care.remake();
    }

    /** The generation in force. */
    Optional<Generation> inForce() {
        return generations.inForce().map(one -> installation.generation(one.name()));
    }

    long patients() {
        Long patients = jdbc.queryForObject(
                "select count(*) from tsumugi.produced_resource where resource_type = 'Patient'", Long.class);
        return patients == null ? 0 : patients;
    }

    /** The next Patients, as many as can be looked at together. */
    List<UUID> patientsAfter(UUID after, int most) {
        return keys.within(keys.patientsAfter(after, most), Portion.RECORDS);
    }

    Set<String> concerning(Collection<UUID> patients) {
        return keys.concerning(patients);
    }

    Set<String> differing(Generation generation, Collection<String> concerned) {
        return repair.differing(generation, concerned);
    }

    Set<String> surplus(Generation generation, Collection<String> there) {
        return repair.surplus(generation, there);
    }

    Set<String> rewrite(Collection<String> concerned) {
        return repair.rewrite(concerned);
    }

    /** The largest number of a resource. */
    long lastNumber() {
        return names.lastNumber();
    }

    /** Of resources with these numbers, how many names are missing or too many in the database; written as they should be if asked to. */
    int otherNames(long after, long last, boolean write) {
        for (int tries = 1; ; tries++) {
            try {
                Integer other = transactions.execute(status -> {
                    if (!write) {
                        status.setRollbackOnly();
                    }
                    return names.takeBetween(after, last);
                });
                return other == null ? 0 : other;
            } catch (ConcurrencyFailureException e) {
                // a unit that stores these records just then
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Names that the vocabulary of a generation should have and does not, and that do not wait. */
    List<Name> missingNames(Generation generation) {
        List<Name> missing = new ArrayList<>();
        outbox.forEachName(page -> missing.addAll(generation.missing(page)));
        missing.removeAll(outbox.names(Integer.MAX_VALUE));
        // once more: what waited when it was looked at may have come since
        return missing.isEmpty() ? missing : List.copyOf(generation.missing(missing));
    }
}
