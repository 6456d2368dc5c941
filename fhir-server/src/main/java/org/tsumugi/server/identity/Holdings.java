package org.tsumugi.server.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.identity.VisiblePerson.Held;
import org.tsumugi.server.journal.JournalView;
import org.tsumugi.server.person.LocatorRow;
import org.tsumugi.server.person.RecordLocator;
import org.tsumugi.server.sender.SenderReports;

/**
 * Says what facilities hold of a patient. A facility has confirmed what it wrote until the last report of its sending applications, or
 * until the time of the oldest file that they say they have not sent; where it has no application that reports, until its latest new file
 * came. What was received of the patient and is not in FHIR yet puts that back to when it came.
 */
public final class Holdings {

    private static final String FILES = """
            select s.patient_id, count(*) filter (where f.state = 'PENDING'), count(*) filter (where f.state = 'QUARANTINED'),
                min(f.pending_since) filter (where f.state = 'PENDING')
            from tsumugi.person_source s
            join tsumugi.storage_file f on f.facility = s.facility and f.patient = s.patient
            where s.patient_id = any(cast(? as uuid[])) group by s.patient_id
            """;

    private static final String UNDECIDED =
            "select distinct patient_id from tsumugi.person_outbox where patient_id = any(cast(? as uuid[]))";

    /** The oldest is the first: the rows are numbered as they come. */
    private static final String UNDECIDED_SINCE = """
            select min(oldest.enqueued_at) from unnest(?) as f (code)
            cross join lateral (
                select enqueued_at from tsumugi.person_outbox o where o.facility = f.code order by o.id limit 1) oldest
            having count(*) > 0
            """;

    private final JdbcOperations jdbc;
    private final RecordLocator locator;
    private final JournalView journal;
    private final SenderReports reports;

    /** @param jdbc on the database that holds the schema {@code tsumugi} */
    public Holdings(JdbcOperations jdbc, RecordLocator locator, JournalView journal, SenderReports reports) {
        this.jdbc = jdbc;
        this.locator = locator;
        this.journal = journal;
        this.reports = reports;
    }

    private record Files(
            long pending, long quarantined, @Nullable Instant pendingSince) {

        static final Files NONE = new Files(0, 0, null);
    }

    /** What there is of these records, in their order. */
    List<Holding> of(List<Held> records) {
        List<UUID> patients = records.stream().map(Held::patient).toList();
        Map<UUID, List<LocatorRow>> rows = new HashMap<>();
        locator.of(patients)
                .forEach(row -> rows.computeIfAbsent(row.patientId(), any -> new ArrayList<>())
                        .add(row));
        Map<UUID, Files> files = files(patients);
        List<UUID> undecided = jdbc.queryForList(UNDECIDED, UUID.class, (Object) texts(patients));
        return records.stream()
                .map(held -> holding(
                        held,
                        rows.getOrDefault(held.patient(), List.of()),
                        files.getOrDefault(held.patient(), Files.NONE),
                        undecided.contains(held.patient())))
                .toList();
    }

    /**
     * Since when something waits of which it is not decided whose it is: it may be any person's.
     *
     * @param facilities whose patients are looked at
     */
    Optional<Instant> undecidedSince(Collection<String> facilities) {
        return jdbc.queryForList(UNDECIDED_SINCE, Timestamp.class, (Object) facilities.toArray(String[]::new)).stream()
                .map(Timestamp::toInstant)
                .findFirst();
    }

    /** Whose Patient this is; whether the reader may see it is not asked here. */
    Optional<Held> ofFacility(UUID patient) {
        return jdbc
                .queryForList("select facility from tsumugi.person_source where patient_id = ?", String.class, patient)
                .stream()
                .map(facility -> new Held(facility, patient))
                .findFirst();
    }

    private Holding holding(Held held, List<LocatorRow> rows, Files files, boolean undecided) {
        Instant lastReceivedAt = journal.status(held.facility()).lastReceivedAt();
        Instant sent = sentUntil(reports.latest(held.facility()), lastReceivedAt);
        return new Holding(
                held.facility(),
                held.patient(),
                rows,
                files.pending(),
                files.quarantined(),
                undecided,
                lastReceivedAt,
                sent == null ? null : earliest(sent, files.pendingSince()));
    }

    private static Instant earliest(Instant one, @Nullable Instant other) {
        return Stream.of(Optional.of(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(one);
    }

    private static @Nullable Instant sentUntil(List<SenderReports.Status> reports, @Nullable Instant lastReceivedAt) {
        if (reports.isEmpty()) {
            return lastReceivedAt;
        }
        List<Optional<Instant>> until =
                reports.stream().map(Holdings::sentUntil).toList();
        return until.contains(Optional.<Instant>empty())
                ? null
                : until.stream()
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    /** Empty when the application has files to send and does not say of when. */
    private static Optional<Instant> sentUntil(SenderReports.Status report) {
        JsonNode unsent = report.detail().path("unsent");
        if (!unsent.isIntegralNumber()) {
            return Optional.empty();
        }
        return unsent.longValue() == 0
                ? Optional.of(report.seenAt())
                : instant(report.detail().path("oldestUnsent").asText());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Map<UUID, Files> files(List<UUID> patients) {
        Map<UUID, Files> files = new HashMap<>();
        jdbc.query(
                FILES,
                row -> {
                    Timestamp since = row.getTimestamp(4);
                    files.put(
                            Objects.requireNonNull(row.getObject(1, UUID.class)),
                            new Files(row.getLong(2), row.getLong(3), since == null ? null : since.toInstant()));
                },
                (Object) texts(patients));
        return files;
    }

    private static String[] texts(List<UUID> patients) {
        return patients.stream().map(UUID::toString).toArray(String[]::new);
    }
}
