package org.tsumugi.server.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.server.visibility.Hospital.id;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.util.VersionEnum;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsumugi.server.schema.DatabaseSchema;
import org.tsumugi.server.testing.TestDatabase;

/** Why the partition is in every primary key: the mode is fixed when the tables are made, so this takes a database of its own. */
@ExtendWith(Worlds.Provider.class)
class PlainPartitionModeIT {
    private static final Probe PUT = Probe.json(
            "PUT",
            "Practitioner/" + id(11, "Practitioner", 1),
            "{\"resourceType\":\"Practitioner\",\"id\":\"" + id(11, "Practitioner", 1) + "\"}");

    @Test
    void idOfAHiddenHospitalShouldBeTakenOnlyInPlainPartitionMode(Worlds worlds, @TempDir Path home) {
        worlds.with().load(11, Hospital.load(11, 1, 1));
        assertThat(worlds.with().send(PUT, "10", "10").get(0).status()).isEqualTo(201);
        try (World plain = World.start(TestDatabase.create(), home.resolve("plain"), PlainMode.class)) {
            plain.load(11, Hospital.load(11, 1, 1));
            assertThat(plain.send(PUT, "10", "10").get(0).status()).isEqualTo(409);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PlainMode {

        /** Replaces the product's bean of this name. */
        @Bean
        DatabaseSchema databaseSchema(DataSource dataSource) {
            HapiMigrationStorageSvc storage = new HapiMigrationStorageSvc(new HapiMigrationDao(
                    dataSource, DriverTypeEnum.POSTGRES_9_4, SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME));
            SchemaMigrator migrator = new SchemaMigrator(
                    "HAPI FHIR",
                    SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME,
                    dataSource,
                    new Properties(),
                    new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()),
                    storage);
            migrator.setDriverType(DriverTypeEnum.POSTGRES_9_4);
            migrator.createMigrationTableIfRequired();
            migrator.migrate();
            Flyway.configure()
                    .dataSource(dataSource)
                    .schemas("tsumugi")
                    .defaultSchema("tsumugi")
                    .locations("classpath:db/tsumugi", "classpath:org/tsumugi/mpi/postgres")
                    .load()
                    .migrate();
            return new DatabaseSchema(dataSource);
        }

        @Bean
        static BeanPostProcessor plainPartitionSettings() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof PartitionSettings settings) {
                        settings.setDatabasePartitionMode(false);
                    }
                    return bean;
                }
            };
        }
    }
}
