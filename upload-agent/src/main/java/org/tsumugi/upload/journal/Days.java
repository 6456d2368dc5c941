package org.tsumugi.upload.journal;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened on each day, counted, and how much of it the server knows. */
public final class Days {

    private final Database database;

    Days(Database database) {
        this.database = database;
    }

    /** What happened on a day, by kind and code. */
    public Map<Count, Long> counts(LocalDate day) throws JournalException {
        Map<Count, Long> counts =
                new TreeMap<>(Comparator.comparing(Count::kind).thenComparing(Count::code));
        database.query(
                        "select kind, code, n from day_count where day = ?",
                        row -> Map.entry(
                                new Count(Count.Kind.valueOf(row.getString(1)), row.getString(2)), row.getLong(3)),
                        day.toString())
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    /** Days of which the server does not know everything yet. */
    public List<LocalDate> unreported() throws JournalException {
        return database.query(
                "select c.day from day_count c left join day_report r on r.day = c.day"
                        + " group by c.day, r.counted having r.counted is null or r.counted <> sum(c.n) order by c.day",
                row -> LocalDate.parse(row.getString(1)));
    }

    /** The server knows this much of a day. */
    public void reported(LocalDate day, Map<Count, Long> counts) throws JournalException {
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        database.update("insert or replace into day_report (day, counted) values (?, ?)", day.toString(), sum);
    }

    /** Forgets the days before. */
    public void forgetBefore(LocalDate day) throws JournalException {
        database.update("delete from day_count where day < ?", day.toString());
        database.update("delete from day_report where day < ?", day.toString());
    }
}
