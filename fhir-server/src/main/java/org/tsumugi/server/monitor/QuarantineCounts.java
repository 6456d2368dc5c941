package org.tsumugi.server.monitor;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Counts what is set aside, row by row. That is done again only when the sums say that something changed, or when the last time is some
 * minutes ago: an operator may leave a million files set aside for months. What changes all the time is not counted all the time either:
 * the longer a count took, the longer it is good for.
 */
final class QuarantineCounts {

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    /** A hundredth of the time is spent on counting, at most. */
    private static final int RESTS_FOR = 100;

    private static final String CODES = """
            select f.facility, i.code, count(distinct f.file_id) as files
            from tsumugi.storage_file f join tsumugi.file_issue i on i.file_id = f.file_id
            where f.state = 'QUARANTINED' and i.severity = 'FATAL' group by f.facility, i.code
            """;

    /**
     * Days are counted back from now, so that the last one is whole at every hour. Files of patients who refused are set aside because
     * somebody wanted it.
     */
    private static final String BY_DAY = """
            select facility, floor(extract(epoch from (cast(? as timestamptz) - received_at)) / 86400) as ago, count(*) as files
            from tsumugi.storage_file f
            where state = 'QUARANTINED' and received_at > ? and received_at <= ? and not exists (
                select 1 from tsumugi.file_issue i where i.file_id = f.file_id and i.code = 'REFUSED_PATIENT')
            group by 1, 2
            """;

    private final JdbcOperations jdbc;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Counted<Map<String, Map<String, Long>>>> codes = new AtomicReference<>();
    private final AtomicReference<@Nullable Counted<Map<String, long[]>>> days = new AtomicReference<>();

    /** @param nanoTime by which it is measured how long counting takes */
    QuarantineCounts(JdbcOperations jdbc, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.nanoTime = nanoTime;
    }

    /** What was counted when the sums were these. */
    private record Counted<T>(Map<String, Long> sums, Instant at, Duration took, T counts) {
        boolean holds(Map<String, Long> now, Instant time) {
            Duration age = Duration.between(at, time).abs();
            return age.compareTo(GOOD_FOR) < 0 && (sums.equals(now) || age.compareTo(took.multipliedBy(RESTS_FOR)) < 0);
        }
    }

    /** By facility and code. */
    Map<String, Map<String, Long>> codes(Map<String, Long> sums, Instant now) {
        return current(codes, sums, now, this::countCodes);
    }

    /** By facility and day, the last 24 hours last. */
    Map<String, long[]> byDay(Map<String, Long> sums, Instant now, int number) {
        return current(days, sums, now, () -> countDays(now, number));
    }

    private <T> T current(
            AtomicReference<@Nullable Counted<T>> last, Map<String, Long> sums, Instant now, Supplier<T> counting) {
        Counted<T> before = last.get();
        if (before != null && before.holds(sums, now)) {
            return before.counts();
        }
        long start = nanoTime.getAsLong();
        T counts = counting.get();
        last.set(new Counted<>(sums, now, Duration.ofNanos(nanoTime.getAsLong() - start), counts));
        return counts;
    }

    private Map<String, Map<String, Long>> countCodes() {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        jdbc.query(CODES, row -> {
            counts.computeIfAbsent(row.getString("facility"), facility -> new TreeMap<>())
                    .put(row.getString("code"), row.getLong("files"));
        });
        return counts;
    }

    private Map<String, long[]> countDays(Instant now, int number) {
        Map<String, long[]> counts = new HashMap<>();
        jdbc.query(
                BY_DAY,
                row -> {
                    int ago = row.getInt("ago");
                    if (ago < number) {
                        counts.computeIfAbsent(row.getString("facility"), facility -> new long[number])[
                                        number - 1 - ago] =
                                row.getLong("files");
                    }
                },
                Timestamp.from(now),
                Timestamp.from(now.minus(Duration.ofDays(number))),
                Timestamp.from(now));
        return counts;
    }
}
