package org.tsumugi.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.store.Preview.StateChange;

/**
 * Files that were looked at before, looked at again: after a fix, after the mapper changed, after a decision about them. Their bytes
 * come from the raw store. What is written is only what comes out differently.
 */
public final class Reprocessing {

    private static final int CHUNK = 1000;
    private static final int TRIES = 6;
    private static final int STATE_CHANGES = 1000;

    private static final String REQUEUE = """
            update tsumugi.storage_file f
            set state = 'PENDING', revision = f.revision + 1, pending_since = coalesce(f.pending_since, given.now),
                retry_at = given.now, attempts = 0, rejected = false
            from (select f.file_id, cast(? as timestamptz) as now from tsumugi.storage_file f
                where %s and f.file_id > ? order by f.file_id limit ? for update) as given
            where f.file_id = given.file_id
            returning f.file_id
            """;

    private static final String PATIENTS = """
            select distinct f.facility, f.patient from tsumugi.storage_file f
            where f.patient is not null and %s and (f.facility, f.patient) > (?, ?)
            order by f.facility, f.patient limit ?
            """;

    private static final String IS_PENDING = """
            select exists (select 1 from tsumugi.storage_file where state = 'PENDING' and facility = ? and patient = ?)
            """;

    private static final String ISSUES = """
            select f.receipt, i.code from tsumugi.file_issue i join tsumugi.storage_file f on f.file_id = i.file_id
            where f.facility = ? and f.patient = ?
            """;

    private final JdbcOperations jdbc;
    private final TransactionOperations transactions;
    private final SsMix2Mapper mapper;
    private final RawStore raw;
    private final FhirContext fhir;
    private final Clock clock;
    private final Runnable wakePipeline;

    /**
     * @param jdbc on the database of {@code transactions}
     * @param transactions that {@code jdbc} takes part in
     * @param wakePipeline called when something was put back to work
     */
    public Reprocessing(
            JdbcOperations jdbc,
            TransactionOperations transactions,
            SsMix2Mapper mapper,
            RawStore raw,
            FhirContext fhir,
            Clock clock,
            Runnable wakePipeline) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.mapper = mapper;
        this.raw = raw;
        this.fhir = fhir;
        this.clock = clock;
        this.wakePipeline = wakePipeline;
    }

    /**
     * Puts files back to work, in transactions of a thousand; inside an open transaction all of them together with it. One that is
     * pending already is looked at anew too, should a worker have it just now. Doing it again after a failure is safe.
     *
     * @return how many
     */
    public long requeue(Selection which, Lane lane) {
        SelectionSql sql = SelectionSql.of(which);
        long files = 0;
        long last = 0;
        while (true) {
            List<Long> chunk = requeue(sql, lane, last);
            files += chunk.size();
            if (!chunk.isEmpty()) {
                wakePipeline.run();
            }
            if (chunk.size() < CHUNK) {
                return files;
            }
            last = chunk.stream().mapToLong(Long::longValue).max().orElseThrow();
        }
    }

    private List<Long> requeue(SelectionSql which, Lane lane, long after) {
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transactions.execute(status -> {
                    setLane(String.valueOf(lane.ordinal()));
                    List<Long> chunk = jdbc.queryForList(
                            REQUEUE.formatted(which.condition()),
                            Long.class,
                            which.parameters(List.of(Timestamp.from(clock.instant())), after, CHUNK));
                    setLane("");
                    return chunk;
                }));
            } catch (ConcurrencyFailureException e) {
                // a unit was settling the same files in another order; the database chose this side to start again
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Read by the trigger that fills the queue. */
    private void setLane(String lane) {
        jdbc.queryForObject("select set_config('tsumugi.lane', ?, true)", String.class, lane);
    }

    /** The patients who have such files, by facility; read page by page as the stream is. */
    public Stream<PatientRef> patients(Selection which) {
        SelectionSql sql = SelectionSql.of(which);
        return Stream.iterate(
                        page(sql, new PatientRef("", "")),
                        page -> !page.isEmpty(),
                        page -> page(sql, page.get(page.size() - 1)))
                .flatMap(List::stream);
    }

    private List<PatientRef> page(SelectionSql which, PatientRef after) {
        return jdbc.query(
                PATIENTS.formatted(which.condition()),
                (row, number) -> new PatientRef(row.getString(1), row.getString(2)),
                which.parameters(List.of(), after.facility(), after.patient(), CHUNK));
    }

    /**
     * What {@link #requeue} of a patient in lane {@link Lane#REMAP} would change: the same work, in a transaction that is rolled back.
     * It writes nothing, and holds up workers who want the same patient for as long as it takes.
     */
    public Preview preview(String facility, String patient) {
        boolean exclusive = false;
        for (int tries = 1; ; tries++) {
            boolean alone = exclusive;
            try {
                return Objects.requireNonNull(transactions.execute(status -> {
                    status.setRollbackOnly();
                    return previewNow(facility, patient, alone);
                }));
            } catch (UnitMerge.NeedsExclusiveLock e) {
                exclusive = true;
            } catch (ConcurrencyFailureException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Preview previewNow(String facility, String patient, boolean exclusive) {
        Claim claim = new WorkItems(jdbc).claim(facility, Set.of(patient));
        if (claim.patients().isEmpty()
                || Boolean.TRUE.equals(jdbc.queryForObject(IS_PENDING, Boolean.class, facility, patient))) {
            return Preview.BUSY;
        }
        PendingFiles files = new PendingFiles(jdbc, clock);
        PreviewWriter writer = new PreviewWriter(jdbc, fhir);
        UnitWork work = new UnitWork(
                jdbc, files, new GroupTables(jdbc), new ResourceTables(jdbc, clock), mapper, raw, writer, fhir);
        Map<UUID, Set<String>> before = issues(facility, patient);
        List<SettledFile> settled =
                work.run(claim.and(remapped(facility, patient)), files.all(facility, patient), exclusive);
        return new Preview(writer.byType(), writer.examples(), changes(settled, before), false);
    }

    private static Claim remapped(String facility, String patient) {
        return new Claim(facility, Set.of(patient), List.of(new Claim.Item(0, patient, Lane.REMAP)));
    }

    private Map<UUID, Set<String>> issues(String facility, String patient) {
        Map<UUID, Set<String>> codes = new HashMap<>();
        jdbc.query(
                ISSUES,
                row -> {
                    codes.computeIfAbsent(row.getObject(1, UUID.class), receipt -> new TreeSet<>())
                            .add(row.getString(2));
                },
                facility,
                patient);
        return codes;
    }

    private static List<StateChange> changes(List<SettledFile> settled, Map<UUID, Set<String>> before) {
        List<StateChange> changes = new ArrayList<>();
        for (SettledFile file : settled) {
            Set<String> codes =
                    new TreeSet<>(file.issues().stream().map(FileIssue::code).toList());
            FileState state = file.file().state();
            UUID receipt = file.file().receipt();
            boolean same = state == file.state()
                    && codes.equals(Optional.ofNullable(before.get(receipt)).orElse(Set.of()));
            if (!same && changes.size() < STATE_CHANGES) {
                changes.add(new StateChange(receipt, state, file.state(), List.copyOf(codes)));
            }
        }
        return changes;
    }
}
