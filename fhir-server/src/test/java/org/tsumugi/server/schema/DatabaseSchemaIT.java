package org.tsumugi.server.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.jpa.config.util.ResourceTypeUtil;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.testing.TestDatabase;

class DatabaseSchemaIT {

    private static final String CONSTRAINT =
            "select count(*) from pg_constraint where conname = 'tsumugi_no_cross_partition_link'";

    @Test
    void migrateShouldMakeEverythingOnceAndBeRepeatable() {
        try (HikariDataSource database = TestDatabase.createMigrated().pool()) {
            JdbcTemplate jdbc = new JdbcTemplate(database);

            DatabaseSchema.migrate(database);

            assertThat(jdbc.queryForObject(CONSTRAINT, Integer.class)).isEqualTo(1);
            assertThat(jdbc.queryForObject("select count(*) from tsumugi.facility", Integer.class))
                    .isZero();
            assertThat(jdbc.queryForObject(
                            "select count(*) from pg_class where relname = 'hfj_resource'", Integer.class))
                    .isEqualTo(1);
            assertThat(jdbc.queryForList("select res_type from hfj_resource_type", String.class))
                    .as("types that servers which start together would both number")
                    .containsExactlyInAnyOrderElementsOf(ResourceTypeUtil.generateResourceTypes());
        }
    }

    @Test
    void migrateShouldBeRefusedWhenTablesWereMadeWithoutPartitionMode() {
        try (HikariDataSource database = TestDatabase.create().pool()) {
            JdbcTemplate jdbc = new JdbcTemplate(database);
            HapiSchema.migrate(database, Set.of());

            assertThatThrownBy(() -> DatabaseSchema.migrate(database))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("database-partition-mode");
            assertThat(jdbc.queryForObject("select to_regclass('tsumugi.facility')", String.class))
                    .isNull();
        }
    }

    @Test
    void migrateShouldBeRefusedWhenCurrentSchemaIsOurs() {
        TestDatabase migrated = TestDatabase.createMigrated();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(migrated.url());
        database.setUser(migrated.user());
        database.setPassword(migrated.password());
        database.setCurrentSchema("tsumugi");

        assertThatThrownBy(() -> DatabaseSchema.migrate(database))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("spring.datasource.hikari.schema");
    }

    @Test
    void databaseShouldRefuseLinkIntoAnotherPartition() {
        JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.createMigrated().dataSource());
        for (int partition : new int[] {100, 101}) {
            jdbc.update(
                    "insert into hfj_resource (res_id, partition_id, res_type, res_version, res_published, res_updated,"
                            + " res_ver, has_tags, fhir_id, sp_has_links, sp_coords_present, sp_date_present,"
                            + " sp_number_present, sp_quantity_nrml_present, sp_quantity_present, sp_string_present,"
                            + " sp_token_present, sp_uri_present) values (?, ?, 'Patient', 'R4', now(), now(), 1, false,"
                            + " ?, true, false, false, false, false, false, false, false, false)",
                    partition,
                    partition,
                    "p" + partition);
        }
        insertLink(jdbc, 1, 100, 100);

        assertThatThrownBy(() -> insertLink(jdbc, 2, 100, 101))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("tsumugi_no_cross_partition_link");
    }

    private static void insertLink(JdbcTemplate jdbc, int pid, int source, int target) {
        jdbc.update(
                "insert into hfj_res_link (pid, partition_id, src_path, src_resource_id, source_resource_type,"
                        + " target_resource_id, target_res_partition_id, target_resource_type, sp_updated)"
                        + " values (?, ?, 'Patient.link.other', ?, 'Patient', ?, ?, 'Patient', now())",
                pid,
                source,
                source,
                target,
                target);
    }
}
