package org.tsumugi.server.landing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.facility.Facility;
import org.tsumugi.server.journal.JournalView;

/**
 * What is loaded, per hospital. Counting is one pass over a table, so what was found is shown again for {@link #FRESH}: a page that
 * anybody on this machine may open must not be a way to keep the database busy.
 */
public final class LoadedData {

    /** How long counts are shown before they are counted again. */
    public static final Duration FRESH = Duration.ofSeconds(3);

    private static final String COUNT_BY_PARTITION_AND_TYPE =
            "select partition_id, res_type, count(*) from hfj_resource where res_deleted_at is null"
                    + " group by partition_id, res_type";

    private final JdbcTemplate database;
    private final Supplier<List<Facility>> facilities;
    private final JournalView journal;
    private final Function<Facility, String> names;
    private final Clock clock;

    private List<Hospital> last = List.of();
    private Instant countedAt = Instant.EPOCH;

    /**
     * @param database where HAPI FHIR keeps resources
     * @param facilities those registered at the time of asking
     * @param journal what became of a facility's files
     * @param names what a facility is called; its code when not known yet
     */
    public LoadedData(
            JdbcTemplate database,
            Supplier<List<Facility>> facilities,
            JournalView journal,
            Function<Facility, String> names,
            Clock clock) {
        this.database = database;
        this.facilities = facilities;
        this.journal = journal;
        this.names = names;
        this.clock = clock;
    }

    /** All registered facilities, by code. */
    public synchronized List<Hospital> hospitals() {
        Instant now = clock.instant();
        if (now.isAfter(countedAt.plus(FRESH)) || now.isBefore(countedAt)) {
            last = count();
            countedAt = now;
        }
        return last;
    }

    private List<Hospital> count() {
        Map<Integer, TreeMap<String, Long>> counts = new TreeMap<>();
        database.query(COUNT_BY_PARTITION_AND_TYPE, row -> {
            counts.computeIfAbsent(row.getInt(1), partition -> new TreeMap<>()).put(row.getString(2), row.getLong(3));
        });
        return facilities.get().stream()
                .sorted(Comparator.comparing(Facility::code))
                .map(facility -> new Hospital(
                        names.apply(facility),
                        journal.status(facility.code()),
                        resources(counts.getOrDefault(facility.partition(), new TreeMap<>()))))
                .toList();
    }

    private static List<ResourceCount> resources(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new ResourceCount(entry.getKey(), entry.getValue()))
                .toList();
    }
}
