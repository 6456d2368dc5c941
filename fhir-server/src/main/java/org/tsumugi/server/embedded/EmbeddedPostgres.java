package org.tsumugi.server.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running embedded PostgreSQL. Between this process and PostgreSQL stands a {@linkplain Guard guard process}, which
 * stops PostgreSQL when this process closes it or ends in any way. When PostgreSQL ends by itself it is started again on the same
 * port, so that connection pools on it recover.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The owner of the database and of everything in it. */
    public static final String USER = PostgresCluster.USER;

    static final String DATABASE = "tsumugi";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int ATTEMPTS = 3;
    private static final long STOP_SECONDS = 45;

    private final Supervision supervision;
    private final int port;
    private final String password;

    private EmbeddedPostgres(Supervision supervision, int port, String password) {
        this.supervision = supervision;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts PostgreSQL on the cluster in {@code directory}, which must belong to this process alone; makes the cluster at
     * the first start. Returns when PostgreSQL answers.
     *
     * @throws EmbeddedDatabaseException when this system has no embedded PostgreSQL or it cannot be started
     */
    public static EmbeddedPostgres start(Path directory) {
        try {
            PostgresBinaries binaries = PostgresBinaries.unpackedBelow(directory);
            PostgresCluster cluster = new PostgresCluster(directory, binaries);
            cluster.createIfAbsent();
            cluster.stopLeftOver();
            EmbeddedPostgres postgres = start(cluster);
            try {
                DatabaseBootstrap.prepare(postgres);
            } catch (RuntimeException e) {
                postgres.close();
                throw e;
            }
            postgres.supervision.start();
            return postgres;
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("The embedded PostgreSQL could not be started in " + directory, e);
        }
    }

    /** The JDBC URL of the server's database. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The password of {@link #USER}. */
    public String password() {
        return password;
    }

    /** The port on the loopback address, another one at every start. */
    public int port() {
        return port;
    }

    /** Stops PostgreSQL; returns when it has ended, or after 45 seconds. */
    @Override
    public void close() {
        try {
            if (!supervision.stop(STOP_SECONDS)) {
                LOG.error("The embedded PostgreSQL did not stop within {} s", STOP_SECONDS);
            }
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("The embedded PostgreSQL could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedPostgres start(PostgresCluster cluster) throws IOException {
        String password = cluster.password();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int port = freePort();
            cluster.configure(port);
            cluster.clearStartLog();
            Guard guard = cluster.newGuard();
            if (guard.startEngine()) {
                LOG.info("Embedded PostgreSQL answers on 127.0.0.1:{}", port);
                return new EmbeddedPostgres(new Supervision(cluster, guard), port, password);
            }
            guard.end();
            LOG.warn("Embedded PostgreSQL did not start (attempt {} of {})", attempt, ATTEMPTS);
        }
        throw new EmbeddedDatabaseException("The embedded PostgreSQL does not start. It said:" + System.lineSeparator()
                + Files.readString(cluster.startLog()).strip());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
