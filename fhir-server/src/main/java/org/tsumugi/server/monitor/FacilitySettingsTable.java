package org.tsumugi.server.monitor;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What is expected of each facility, as operators set it. */
public final class FacilitySettingsTable {

    private static final String ALL = """
            select code, name, registered_at, silent_after_hours, weekdays_only, suspended_at is not null as suspended
            from tsumugi.facility order by code
            """;

    private static final String UPDATE = """
            update tsumugi.facility set name = coalesce(?, name), silent_after_hours = coalesce(?, silent_after_hours),
                weekdays_only = coalesce(?, weekdays_only)
            where code = ?
            """;

    private final JdbcOperations jdbc;

    /** Settings in the migrated database behind {@code jdbc}. */
    public FacilitySettingsTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<FacilitySettings> all() {
        return jdbc.query(ALL, (row, number) -> {
            int hours = row.getInt("silent_after_hours");
            boolean byDefault = row.wasNull();
            return new FacilitySettings(
                    row.getString("code"),
                    row.getString("name"),
                    row.getTimestamp("registered_at").toInstant(),
                    byDefault ? null : Duration.ofHours(hours),
                    row.getBoolean("weekdays_only"),
                    row.getBoolean("suspended"));
        });
    }

    /** Sets what is not null; false when there is no such facility. */
    boolean set(
            String facility,
            @Nullable String name,
            @Nullable Integer silentAfterHours,
            @Nullable Boolean weekdaysOnly) {
        return jdbc.update(UPDATE, name, silentAfterHours, weekdaysOnly, facility) == 1;
    }
}
