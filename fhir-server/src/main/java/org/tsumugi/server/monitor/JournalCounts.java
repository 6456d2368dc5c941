package org.tsumugi.server.monitor;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Counts the journal's own rows. */
public final class JournalCounts implements ReceivedCounts {

    private static final String STATES = """
            select facility, max(received_at) as last_received, count(*) filter (where state = 'PENDING') as pending,
                min(pending_since) filter (where state = 'PENDING') as pending_since,
                count(*) filter (where state = 'QUARANTINED') as quarantined
            from tsumugi.storage_file group by facility
            """;

    private static final String RECENT = """
            select f.facility, count(*) filter (where c.received_at > ?) as hour, count(*) as day, sum(c.size) as bytes
            from tsumugi.file_content c join tsumugi.storage_file f on f.file_id = c.file_id
            where c.received_at > ? group by f.facility
            """;

    private static final String CODES = """
            select f.facility, i.code, count(distinct f.file_id) as files
            from tsumugi.storage_file f join tsumugi.file_issue i on i.file_id = f.file_id
            where f.state = 'QUARANTINED' and i.severity = 'ERROR' group by f.facility, i.code
            """;

    /** Days are counted back from now, so that the last one is whole at every hour. */
    private static final String BY_DAY = """
            select facility, floor(extract(epoch from (cast(? as timestamptz) - received_at)) / 86400) as ago, count(*) as files
            from tsumugi.storage_file where state = 'QUARANTINED' and received_at > ? and received_at <= ? group by 1, 2
            """;

    private final JdbcOperations jdbc;

    /** Counts in the migrated database behind {@code jdbc}. */
    public JournalCounts(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    private record Recent(long hour, long day, long bytes) {}

    @Override
    public Map<String, FacilityCounts> byFacility(Instant now) {
        Map<String, Recent> recent = new HashMap<>();
        jdbc.query(
                RECENT,
                row -> {
                    recent.put(
                            row.getString("facility"),
                            new Recent(row.getLong("hour"), row.getLong("day"), row.getLong("bytes")));
                },
                Timestamp.from(now.minus(Duration.ofHours(1))),
                Timestamp.from(now.minus(Duration.ofDays(1))));
        Map<String, Map<String, Long>> codes = new HashMap<>();
        jdbc.query(CODES, row -> {
            codes.computeIfAbsent(row.getString("facility"), facility -> new TreeMap<>())
                    .put(row.getString("code"), row.getLong("files"));
        });
        Map<String, FacilityCounts> counts = new HashMap<>();
        jdbc.query(STATES, row -> {
            String facility = row.getString("facility");
            Recent of = recent.getOrDefault(facility, new Recent(0, 0, 0));
            counts.put(
                    facility,
                    new FacilityCounts(
                            instant(row.getTimestamp("last_received")),
                            of.hour(),
                            of.day(),
                            of.bytes(),
                            row.getLong("pending"),
                            instant(row.getTimestamp("pending_since")),
                            row.getLong("quarantined"),
                            codes.getOrDefault(facility, Map.of())));
        });
        return counts;
    }

    @Override
    public Map<String, long[]> quarantinedByDay(Instant now, int days) {
        Map<String, long[]> counts = new HashMap<>();
        jdbc.query(
                BY_DAY,
                row -> {
                    int ago = row.getInt("ago");
                    if (ago < days) {
                        counts.computeIfAbsent(row.getString("facility"), facility -> new long[days])[days - 1 - ago] =
                                row.getLong("files");
                    }
                },
                Timestamp.from(now),
                Timestamp.from(now.minus(Duration.ofDays(days))),
                Timestamp.from(now));
        return counts;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
