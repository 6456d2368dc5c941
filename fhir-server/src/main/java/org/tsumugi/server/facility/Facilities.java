package org.tsumugi.server.facility;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
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
            row.getTimestamp("registered_at").toInstant());

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

    /** All registered facilities, ordered by code. */
    public List<Facility> all() {
        return jdbc.query("select partition_id, code, registered_at from tsumugi.facility order by code", FACILITY);
    }
}
