package org.tsumugi.server.facility;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * The registered facilities and their partitions. Every method asks the database and joins a transaction that is open on
 * its connection.
 */
public final class Facilities {

    /** The partition of conformance resources, which every reader sees. */
    public static final int CONFORMANCE_PARTITION = 0;

    /** The partition of what belongs to the region and to no facility. */
    public static final int REGION_PARTITION = 1;

    /** The lowest partition number of a facility. */
    public static final int FIRST_FACILITY_PARTITION = 100;

    private static final Pattern CODE = Pattern.compile("[0-9]{10}");
    private static final RowMapper<Facility> FACILITY = (row, number) -> new Facility(
            row.getInt("partition_id"),
            row.getString("code"),
            row.getTimestamp("registered_at").toInstant(),
            instant(row.getTimestamp("suspended_at")));
    private static final String SELECT = "select partition_id, code, registered_at, suspended_at from tsumugi.facility";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    /** Facilities in the migrated database behind {@code jdbc}; {@code clock} dates registrations. */
    public Facilities(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether {@code code} has the form of a medical institution code: 10 digits. */
    public static boolean isCode(String code) {
        return CODE.matcher(code).matches();
    }

    /** The partition of the facility with {@code code}, empty when it is not registered. */
    public OptionalInt partitionOf(String code) {
        return jdbc
                .queryForList("select partition_id from tsumugi.facility where code = ?", Integer.class, code)
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** The code of the facility whose data is in {@code partition}, empty when there is none. */
    public Optional<String> codeOf(int partition) {
        return jdbc
                .queryForList("select code from tsumugi.facility where partition_id = ?", String.class, partition)
                .stream()
                .findFirst();
    }

    /**
     * Registers the facility with {@code code} unless it is registered, and gives its partition. Any number of callers at
     * once get the same one.
     *
     * @throws IllegalArgumentException when {@code code} is not 10 digits
     */
    public int register(String code) {
        if (!isCode(code)) {
            throw new IllegalArgumentException("A medical institution code has 10 digits");
        }
        OptionalInt known = partitionOf(code);
        if (known.isPresent()) {
            return known.getAsInt();
        }
        jdbc.update("""
                insert into tsumugi.facility (partition_id, code, registered_at)
                values (nextval('tsumugi.facility_partition'), ?, ?)
                on conflict (code) do nothing
                """, code, Timestamp.from(clock.instant()));
        return partitionOf(code).orElseThrow();
    }

    /** Shuts the facility out, or lets it in again; what it sent stays. Says whether it is registered. */
    public boolean suspend(String code, boolean suspended) {
        return jdbc.update(
                        "update tsumugi.facility set suspended_at = case when ? then coalesce(suspended_at, ?) end where code = ?",
                        suspended,
                        Timestamp.from(clock.instant()),
                        code)
                > 0;
    }

    /** The facility with {@code code}, empty when it is not registered. */
    public Optional<Facility> find(String code) {
        return jdbc.query(SELECT + " where code = ?", FACILITY, code).stream().findFirst();
    }

    /** All registered facilities, ordered by code. */
    public List<Facility> all() {
        return jdbc.query(SELECT + " order by code", FACILITY);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
