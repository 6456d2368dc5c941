package org.tsumugi.server.schema;

import ca.uhn.fhir.jpa.config.util.ResourceTypeUtil;
import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.MigrationTaskList;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * HAPI's tables, by HAPI's own migrator, with the partition number in every primary key. That form is chosen when the
 * tables are made and cannot be changed later, so a database whose tables lack it is refused.
 */
final class HapiSchema {

    private static final String PARTITION_MODE = "database-partition-mode";

    private HapiSchema() {}

    static void migrate(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        refuseWithoutPartitionMode(jdbc);
        migrate(dataSource, Set.of(PARTITION_MODE));
        numberResourceTypes(jdbc);
    }

    /** HAPI numbers them at its first start and does not expect that of two servers at once, one of which would not start. */
    private static void numberResourceTypes(JdbcTemplate jdbc) {
        if (Boolean.TRUE.equals(
                jdbc.queryForObject("select not exists (select 1 from hfj_resource_type)", Boolean.class))) {
            jdbc.update("""
                    insert into hfj_resource_type (res_type_id, res_type)
                    select nextval('seq_resource_type'), type from unnest(?) with ordinality as t (type, place) order by place
                    """, (Object) ResourceTypeUtil.generateResourceTypes().toArray(String[]::new));
        }
    }

    static void migrate(DataSource dataSource, Set<String> flags) {
        HapiMigrationStorageSvc storage = new HapiMigrationStorageSvc(new HapiMigrationDao(
                dataSource, DriverTypeEnum.POSTGRES_9_4, SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME));
        MigrationTaskList tasks = new HapiFhirJpaMigrationTasks(flags).getAllTasks(VersionEnum.values());
        SchemaMigrator migrator = new SchemaMigrator(
                "HAPI FHIR",
                SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME,
                dataSource,
                new Properties(),
                tasks,
                storage);
        migrator.setDriverType(DriverTypeEnum.POSTGRES_9_4);
        migrator.createMigrationTableIfRequired();
        migrator.migrate();
    }

    private static void refuseWithoutPartitionMode(JdbcTemplate jdbc) {
        List<String> keyColumns = jdbc.queryForList("""
                select a.attname
                from pg_index i
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
                where i.indrelid = to_regclass('hfj_resource') and i.indisprimary
                """, String.class);
        if (!keyColumns.isEmpty() && !keyColumns.contains("partition_id")) {
            throw new SchemaException("This database holds HAPI FHIR tables that were made without " + PARTITION_MODE
                    + ". Tsumugi cannot keep facilities apart in them and does not start."
                    + " Point spring.datasource.url to an empty database.");
        }
    }
}
