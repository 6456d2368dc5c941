package org.tsumugi.server.verify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.journal.FacilityStatus;
import org.tsumugi.server.journal.JournalView;

/** What a facility's status says is what counting its files gives. */
final class TallyStep implements Step {

    /** Files may arrive and settle between the two; a wrong count stays wrong. */
    private static final int LOOKS = 5;

    private final JdbcOperations jdbc;
    private final JournalView view;
    private final Scope scope;
    private final Findings findings;

    TallyStep(JdbcOperations jdbc, JournalView view, Scope scope, Findings findings) {
        this.jdbc = jdbc;
        this.view = view;
        this.scope = scope;
        this.findings = findings;
    }

    @Override
    public void run(String from, Cursor cursor) throws InterruptedException {
        List<String> codes = jdbc.queryForList(
                "select code from tsumugi.facility where code > ? and (cast(? as text) is null or code = ?) order by code",
                String.class,
                from,
                scope.facility(),
                scope.facility());
        for (String code : codes) {
            check(code);
            cursor.at(code, 0);
        }
    }

    private void check(String facility) {
        Map<String, Boolean> wrong = new TreeMap<>();
        for (int look = 1; look <= LOOKS; look++) {
            Map<String, Long> before = counted(facility);
            Map<String, Long> told = told(view.status(facility));
            Map<String, Long> after = counted(facility);
            wrong = new TreeMap<>();
            for (String key : keys(before, told)) {
                long tells = told.getOrDefault(key, 0L);
                if (tells != before.getOrDefault(key, 0L) && tells != after.getOrDefault(key, 0L)) {
                    wrong.put(key, true);
                }
            }
            if (wrong.isEmpty()) {
                return;
            }
        }
        wrong.keySet().forEach(key -> findings.add(FindingCode.TALLY, facility, key));
    }

    private static List<String> keys(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> both = new TreeMap<>(one);
        both.putAll(other);
        return List.copyOf(both.keySet());
    }

    private Map<String, Long> counted(String facility) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.query(
                "select data_type, state, count(*) from tsumugi.storage_file where facility = ? group by data_type, state",
                row -> {
                    counts.put(row.getString(1) + " " + row.getString(2), row.getLong(3));
                },
                facility);
        return counts;
    }

    private static Map<String, Long> told(FacilityStatus status) {
        Map<String, Long> counts = new TreeMap<>();
        status.types().forEach(type -> {
            put(counts, type.type() + " MAPPED", type.mapped());
            put(counts, type.type() + " UNSUPPORTED", type.unsupported());
            put(counts, type.type() + " QUARANTINED", type.quarantined());
            put(counts, type.type() + " SUPERSEDED", type.superseded());
            put(counts, type.type() + " PENDING", type.pending());
        });
        return counts;
    }

    private static void put(Map<String, Long> counts, String key, long count) {
        if (count != 0) {
            counts.put(key, count);
        }
    }
}
