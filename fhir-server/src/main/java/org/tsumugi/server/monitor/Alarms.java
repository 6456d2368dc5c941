package org.tsumugi.server.monitor;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/** The alarms, open and closed. */
public final class Alarms {

    private static final String COLUMNS =
            "select alarm_id, subject, kind, detail, opened_at, closed_at from tsumugi.alarm ";

    private static final RowMapper<Alarm> ALARM = (row, number) -> new Alarm(
            row.getLong("alarm_id"),
            row.getString("subject"),
            AlarmKind.valueOf(row.getString("kind")),
            row.getString("detail"),
            row.getTimestamp("opened_at").toInstant(),
            instant(row.getTimestamp("closed_at")));

    private static final String OPEN = """
            insert into tsumugi.alarm (subject, kind, detail, opened_at) values (?, ?, ?, ?)
            on conflict (subject, kind) where closed_at is null do nothing
            """;

    private final JdbcOperations jdbc;

    /** Alarms in the migrated database behind {@code jdbc}. */
    public Alarms(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(String subject, AlarmKind kind) {}

    /** Opens what is the case and not open, closes what is open and not the case. The caller is the only one who does. */
    void update(Collection<Condition> conditions, Instant now) {
        Map<Key, Alarm> gone = new HashMap<>();
        open().forEach(alarm -> gone.put(new Key(alarm.subject(), alarm.kind()), alarm));
        for (Condition condition : conditions) {
            if (gone.remove(new Key(condition.subject(), condition.kind())) == null) {
                jdbc.update(
                        OPEN, condition.subject(), condition.kind().name(), condition.detail(), Timestamp.from(now));
            }
        }
        gone.values()
                .forEach(alarm -> jdbc.update(
                        "update tsumugi.alarm set closed_at = ? where alarm_id = ?", Timestamp.from(now), alarm.id()));
    }

    List<Alarm> open() {
        return jdbc.query(COLUMNS + "where closed_at is null order by opened_at, alarm_id", ALARM);
    }

    /** Open ones that no mail has told of. */
    List<Alarm> unmailed() {
        return jdbc.query(COLUMNS + "where closed_at is null and not mailed order by opened_at, alarm_id", ALARM);
    }

    void mailed(List<Alarm> alarms) {
        alarms.forEach(alarm -> jdbc.update("update tsumugi.alarm set mailed = true where alarm_id = ?", alarm.id()));
    }

    /** What opened or closed since, or is open. */
    List<Alarm> since(Instant since) {
        return jdbc.query(
                COLUMNS + "where closed_at is null or closed_at > ? order by opened_at, alarm_id",
                ALARM,
                Timestamp.from(since));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
