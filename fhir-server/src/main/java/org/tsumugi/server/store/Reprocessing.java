package org.tsumugi.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.raw.RawStore;

/**
 * Files that were looked at before, looked at again: after a fix, after the mapper changed, after a decision about them. Their bytes
 * come from the raw store. What is written is only what comes out differently.
 */
public final class Reprocessing {

    private static final int CHUNK = 1000;
    private static final int TRIES = 6;
    private static final int PREVIEW_FILES = 50;

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
    private final MappingVersion mapping;
    private final RawStore raw;
    private final FhirContext fhir;
    private final Clock clock;
    private final Runnable wakePipeline;

    /**
     * @param jdbc on the database of {@code transactions}
     * @param transactions that {@code jdbc} takes part in
     * @param mapping what {@code mapper} is
     * @param wakePipeline called when something was put back to work
     */
    public Reprocessing(
            JdbcOperations jdbc,
            TransactionOperations transactions,
            SsMix2Mapper mapper,
            MappingVersion mapping,
            RawStore raw,
            FhirContext fhir,
            Clock clock,
            Runnable wakePipeline) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.mapper = mapper;
        this.mapping = mapping;
        this.raw = raw;
        this.fhir = fhir;
        this.clock = clock;
        this.wakePipeline = wakePipeline;
    }

    /**
     * Puts files back to work, in transactions of a thousand. One that is pending already is looked at anew too, should a worker have
     * it just now. Doing it again after a failure is safe.
     *
     * @return how many
     */
    public long requeue(Selection which, Lane lane) {
        return requeue(which, lane, Requeued.NOTHING, soFar -> {});
    }

    /**
     * How far putting back to work has come.
     *
     * @param files how many there were
     * @param last the number of the last one
     */
    public record Requeued(long files, long last) {

        /** Nothing yet. */
        public static final Requeued NOTHING = new Requeued(0, 0);
    }

    /**
     * The same, going on from where it was interrupted.
     *
     * @param each told after every transaction; what it throws ends the work
     * @return how many altogether
     */
    public long requeue(Selection which, Lane lane, Requeued before, Consumer<Requeued> each) {
        SelectionSql sql = SelectionSql.of(which);
        Requeued soFar = before;
        while (true) {
            List<Long> chunk = requeue(sql, lane, soFar.last());
            if (!chunk.isEmpty()) {
                wakePipeline.run();
                soFar = new Requeued(
                        soFar.files() + chunk.size(),
                        chunk.stream().mapToLong(Long::longValue).max().orElseThrow());
                each.accept(soFar);
            }
            if (chunk.size() < CHUNK) {
                return soFar.files();
            }
        }
    }

    private List<Long> requeue(SelectionSql which, Lane lane, long after) {
        return inTransaction(() -> putBack(which, lane, after, CHUNK));
    }

    private List<Long> putBack(SelectionSql which, Lane lane, long after, int most) {
        setLane(String.valueOf(lane.ordinal()));
        List<Long> chunk = jdbc.queryForList(
                REQUEUE.formatted(which.condition()),
                Long.class,
                which.parameters(List.of(Timestamp.from(clock.instant())), after, most));
        setLane("");
        return chunk;
    }

    /**
     * Changes what all files of a patient mean, and puts them back to work first of all, both or neither: no worker has any of them
     * meanwhile, and one that had is done.
     *
     * @param change joins the open transaction; says whether it was a change; called again after a conflict
     * @return how many files are looked at again; empty when it was no change
     */
    public OptionalLong change(String facility, String patient, BooleanSupplier change) {
        SelectionSql all =
                SelectionSql.of(Selection.ofPatient(facility, patient).in(EnumSet.allOf(FileState.class)));
        OptionalLong files = inTransaction(() -> {
            new WorkItems(jdbc).await(facility, patient);
            return change.getAsBoolean()
                    ? OptionalLong.of(
                            putBack(all, Lane.FRESH, 0, Integer.MAX_VALUE).size())
                    : OptionalLong.empty();
        });
        if (files.orElse(0) > 0) {
            wakePipeline.run();
        }
        return files;
    }

    /** Again when a unit was settling the same files in another order, and the database chose this side to start again. */
    private <T> T inTransaction(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transactions.execute(status -> work.get()));
            } catch (ConcurrencyFailureException e) {
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
     * It writes nothing, and holds up workers who want the same patient for as long as it takes. Files go in by portions, as in units.
     *
     * @param dataType データ種別, or {@code EXTENDED}; all types when empty
     */
    public Preview preview(String facility, String patient, Optional<String> dataType) {
        boolean exclusive = false;
        for (int tries = 1; ; tries++) {
            boolean alone = exclusive;
            try {
                return Objects.requireNonNull(transactions.execute(status -> {
                    status.setRollbackOnly();
                    return previewNow(facility, patient, dataType, alone);
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

    private Preview previewNow(String facility, String patient, Optional<String> dataType, boolean exclusive) {
        Claim claim = new WorkItems(jdbc).claim(facility, Set.of(patient));
        if (claim.patients().isEmpty()
                || Boolean.TRUE.equals(jdbc.queryForObject(IS_PENDING, Boolean.class, facility, patient))) {
            return Preview.BUSY;
        }
        PendingFiles files = new PendingFiles(jdbc, clock);
        PreviewWriter writer = new PreviewWriter(jdbc, fhir);
        UnitWork work = new UnitWork(
                jdbc,
                files,
                new GroupTables(jdbc),
                new ResourceTables(jdbc, clock),
                mapper,
                mapping,
                raw,
                writer,
                fhir);
        Claim all = claim.and(remapped(facility, patient));
        PreviewBuilder preview = new PreviewBuilder(issues(facility, patient));
        for (List<UnitFile> portion : portions(files.all(facility, patient, dataType))) {
            preview.add(work.run(all, portion, exclusive));
        }
        return preview.build(writer.changes());
    }

    /** Files of one storage key stay together. */
    private static List<List<UnitFile>> portions(List<UnitFile> files) {
        Map<List<String>, List<UnitFile>> byKey = new LinkedHashMap<>();
        files.forEach(file ->
                byKey.computeIfAbsent(file.key(), key -> new ArrayList<>()).add(file));
        List<List<UnitFile>> portions = new ArrayList<>();
        List<UnitFile> portion = new ArrayList<>();
        for (List<UnitFile> key : byKey.values()) {
            if (!portion.isEmpty() && portion.size() + key.size() > PREVIEW_FILES) {
                portions.add(portion);
                portion = new ArrayList<>();
            }
            portion.addAll(key);
        }
        if (!portion.isEmpty()) {
            portions.add(portion);
        }
        return portions;
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
}
