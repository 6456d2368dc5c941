package org.tsumugi.server.monitor;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.journal.FileState;

/**
 * Reads the sums that the journal keeps of itself, so that a look costs the same with a thousand files and with a hundred million; by
 * what was set aside, and on which day, is counted now and then ({@link QuarantineCounts}). What came in an hour is known by the hour: the hour at the far end counts by the share of it that is still inside.
 */
public final class TalliedCounts implements ReceivedCounts {

    private static final String STATES = """
            select facility, state, cast(sum(files) as bigint) as files, max(received_at) as received_at
            from (select facility, state, files, received_at from tsumugi.tally
                union all
                select facility, state, files, received_at from tsumugi.tally_delta) as tallies
            group by facility, state
            """;

    private static final String WAITING = """
            select busy.facility, oldest.since from (
                select facility from tsumugi.tally where state = 'PENDING' and files > 0
                union
                select facility from tsumugi.tally_delta where state = 'PENDING') as busy
            cross join lateral (
                select min(f.pending_since) as since from tsumugi.storage_file f
                where f.facility = busy.facility and f.state = 'PENDING') as oldest
            """;

    private static final String RECENT = """
            select facility, hour, cast(sum(files) as bigint) as files, cast(sum(bytes) as bigint) as bytes
            from (select facility, hour, files, bytes from tsumugi.activity where hour >= ? and hour <= ?
                union all
                select facility, hour, files, bytes from tsumugi.activity_delta where hour >= ? and hour <= ?) as activities
            group by facility, hour
            """;

    private static final long HOURS_OF_A_DAY = 24;

    private final JdbcOperations jdbc;
    private final QuarantineCounts quarantine;

    /** Reads in the migrated database behind {@code jdbc}. */
    public TalliedCounts(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.quarantine = new QuarantineCounts(jdbc, System::nanoTime);
    }

    private static final class Sums {
        private final Map<FileState, Long> files = new EnumMap<>(FileState.class);
        private @Nullable Instant lastReceivedAt;

        long of(FileState state) {
            return files.getOrDefault(state, 0L);
        }
    }

    private static final class Recent {
        private double lastHour;
        private double lastDay;
        private double bytesLastDay;
    }

    @Override
    public Map<String, FacilityCounts> byFacility(Instant now) {
        Map<String, Sums> sums = sums();
        Map<String, Instant> waiting = new HashMap<>();
        jdbc.query(WAITING, row -> {
            Instant since = instant(row.getTimestamp("since"));
            if (since != null) {
                waiting.put(row.getString("facility"), since);
            }
        });
        Map<String, Recent> recent = recent(now);
        Map<String, Map<String, Long>> codes = quarantine.codes(quarantined(sums), now);
        Map<String, FacilityCounts> counts = new HashMap<>();
        sums.forEach((facility, sum) -> {
            Recent of = recent.getOrDefault(facility, new Recent());
            counts.put(
                    facility,
                    new FacilityCounts(
                            sum.lastReceivedAt,
                            Math.round(of.lastHour),
                            Math.round(of.lastDay),
                            Math.round(of.bytesLastDay),
                            sum.of(FileState.PENDING),
                            waiting.get(facility),
                            sum.of(FileState.QUARANTINED),
                            codes.getOrDefault(facility, Map.of())));
        });
        return counts;
    }

    @Override
    public Map<String, long[]> quarantinedByDay(Instant now, int days) {
        return quarantine.byDay(quarantined(sums()), now, days);
    }

    private Map<String, Sums> sums() {
        Map<String, Sums> sums = new HashMap<>();
        jdbc.query(STATES, row -> {
            Sums of = sums.computeIfAbsent(row.getString("facility"), facility -> new Sums());
            of.files.put(FileState.valueOf(row.getString("state")), row.getLong("files"));
            Instant last = instant(row.getTimestamp("received_at"));
            if (last != null && (of.lastReceivedAt == null || last.isAfter(of.lastReceivedAt))) {
                of.lastReceivedAt = last;
            }
        });
        return sums;
    }

    private static Map<String, Long> quarantined(Map<String, Sums> sums) {
        Map<String, Long> quarantined = new HashMap<>();
        sums.forEach((facility, sum) -> quarantined.put(facility, sum.of(FileState.QUARANTINED)));
        return quarantined;
    }

    private Map<String, Recent> recent(Instant now) {
        Instant thisHour = now.truncatedTo(ChronoUnit.HOURS);
        double inside = 1
                - Duration.between(thisHour, now).toMillis()
                        / (double) Duration.ofHours(1).toMillis();
        Timestamp first = Timestamp.from(thisHour.minus(Duration.ofHours(HOURS_OF_A_DAY)));
        Timestamp last = Timestamp.from(thisHour);
        Map<String, Recent> recent = new HashMap<>();
        jdbc.query(
                RECENT,
                row -> {
                    Recent of = recent.computeIfAbsent(row.getString("facility"), facility -> new Recent());
                    long ago = Duration.between(row.getTimestamp("hour").toInstant(), thisHour)
                            .toHours();
                    long files = row.getLong("files");
                    of.lastHour += ago == 0 ? files : ago == 1 ? files * inside : 0;
                    double share = ago < HOURS_OF_A_DAY ? 1 : inside;
                    of.lastDay += files * share;
                    of.bytesLastDay += row.getLong("bytes") * share;
                },
                first,
                last,
                first,
                last);
        return recent;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
