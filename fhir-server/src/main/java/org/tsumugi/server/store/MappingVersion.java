package org.tsumugi.server.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.SsMix2Mapper;

/**
 * Which mapper, with which settings, makes resources of files. The journal remembers it of every file that was settled, so that after an
 * update, or after a change of settings, it is known which files are to be mapped again.
 *
 * @param id its number in the journal
 */
public record MappingVersion(int id) {

    private static final String TAKE_UP = """
            insert into tsumugi.mapping_version (mapper, settings, used_since) values (?, ?, ?)
            on conflict (mapper, settings) do update set used_since = excluded.used_since
            returning version_id
            """;

    /** The mapper of this server with these settings, which is in force from now on. */
    public static MappingVersion takeUp(JdbcOperations jdbc, MapperSettings settings, Clock clock) {
        return new MappingVersion(Objects.requireNonNull(jdbc.queryForObject(
                TAKE_UP,
                Integer.class,
                SsMix2Mapper.VERSION,
                "patient-id-mismatch=" + settings.patientIdMismatch() + " systems=" + settings.systems(),
                Timestamp.from(clock.instant()))));
    }
}
