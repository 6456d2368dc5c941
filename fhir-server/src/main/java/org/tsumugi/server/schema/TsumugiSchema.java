package org.tsumugi.server.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Our own tables, in the PostgreSQL schema {@code tsumugi}, from the numbered scripts in {@code db/tsumugi} and, of persons, in the
 * library {@code mpi}. */
final class TsumugiSchema {

    private static final String SCHEMA = "tsumugi";

    private TsumugiSchema() {}

    /** HAPI's tables live in the connection's current schema; in ours they would be a second, empty set. */
    static void refuseAsCurrent(DataSource dataSource) {
        String current = new JdbcTemplate(dataSource).queryForObject("select current_schema()", String.class);
        if (current == null || current.equals(SCHEMA)) {
            throw new SchemaException("The database connection's current schema is " + current
                    + ". Set spring.datasource.hikari.schema to the schema of HAPI's tables (public).");
        }
    }

    static void migrate(DataSource dataSource) {
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .createSchemas(true)
                    .locations("classpath:db/tsumugi", "classpath:org/tsumugi/mpi/postgres")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SchemaException("Tsumugi's own tables could not be brought up to date", e);
        }
    }
}
