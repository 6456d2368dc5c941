package org.tsumugi.server.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.PostgreSQLContainer;
import org.tsumugi.server.embedded.EmbeddedPostgres;
import org.tsumugi.server.schema.DatabaseSchema;

/**
 * A fresh, empty database on a real PostgreSQL that all tests of this JVM share. Which PostgreSQL: the system property or
 * environment variable {@code tsumugi.test.database} / {@code TSUMUGI_TEST_DATABASE} says {@code embedded} (the product's
 * own), {@code container} (Testcontainers) or {@code auto} (default: a container where Docker is found, else embedded).
 *
 * @param url JDBC URL
 * @param user its owner
 * @param password the owner's password
 */
public record TestDatabase(String url, String user, String password) {

    /** A new, empty database. */
    public static TestDatabase create() {
        return create("");
    }

    /** A new database with the server's schema and no data. */
    public static TestDatabase createMigrated() {
        return create(" template " + Migrated.NAME);
    }

    private static TestDatabase create(String options) {
        TestDatabase server = Server.INSTANCE;
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(server.url, server.user, server.password);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + options);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        int path = server.url.indexOf('/', "jdbc:postgresql://".length());
        int query = server.url.indexOf('?');
        String parameters = query < 0 ? "" : server.url.substring(query);
        return new TestDatabase(server.url.substring(0, path) + "/" + name + parameters, server.user, server.password);
    }

    private String name() {
        return url.replaceAll("\\?.*", "").replaceAll(".*/", "");
    }

    /** A pool of connections to this database; the caller closes it. */
    public HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(0);
        return pool;
    }

    /** An unpooled DataSource on this database. */
    public DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    /** Points a Spring test's server at this database, with a home directory of its own. */
    public void register(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", this::url);
        registry.add("spring.datasource.username", this::user);
        registry.add("spring.datasource.password", this::password);
        Path home = newDirectory("home").resolve("home");
        registry.add("tsumugi.home", home::toString);
    }

    /** A new, empty directory below the module's build directory. */
    public static Path newDirectory(String prefix) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), prefix)
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Migrated {

        static final String NAME = migrate();

        private static String migrate() {
            TestDatabase template = create();
            try (HikariDataSource pool = template.pool()) {
                DatabaseSchema.migrate(pool);
            }
            return template.name();
        }
    }

    private static final class Server {

        static final TestDatabase INSTANCE = start();

        private static TestDatabase start() {
            String choice = System.getProperty(
                            "tsumugi.test.database", System.getenv().getOrDefault("TSUMUGI_TEST_DATABASE", "auto"))
                    .toLowerCase(Locale.ROOT);
            boolean container = switch (choice) {
                case "container" -> true;
                case "embedded" -> false;
                case "auto" -> DockerClientFactory.instance().isDockerAvailable();
                default ->
                    throw new IllegalArgumentException(
                            "tsumugi.test.database is auto, embedded or container, not " + choice);
            };
            System.out.println("Tests run on PostgreSQL: " + (container ? "Testcontainers" : "embedded"));
            return container ? startContainer() : startEmbedded();
        }

        @SuppressWarnings("resource") // Testcontainers' reaper ends it with this JVM
        private static TestDatabase startContainer() {
            PostgreSQLContainer<?> container = new PostgreSQLContainer<>("postgres:18");
            container.start();
            return new TestDatabase(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }

        /** Never closed here: its guard ends it with this JVM, after the servers that use it have stopped. */
        @SuppressWarnings("resource")
        private static TestDatabase startEmbedded() {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(newDirectory("postgresql"));
            return new TestDatabase(postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
        }
    }
}
