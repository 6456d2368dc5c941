package org.tsumugi.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running embedded Elasticsearch. Between this process and Elasticsearch stands a {@linkplain Guard guard process}, which stops
 * Elasticsearch when this process closes it or ends in any way. When Elasticsearch ends by itself it is started again on the same
 * port. It needs many seconds from its start until it {@linkplain #serves() serves}.
 */
public final class EmbeddedElasticsearch implements AutoCloseable {

    /** Heap for the index of a region of some hundred thousand patients. */
    public static final int DEFAULT_HEAP_MEGABYTES = 512;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedElasticsearch.class);

    private static final int LEAST_HEAP_MEGABYTES = 128;
    private static final int MOST_HEAP_MEGABYTES = 1024;
    private static final long STOP_SECONDS = 30;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ElasticsearchNode node;
    private final Supervision supervision;
    private final ReservedPort port;
    private final String password;
    private final SearchHealth health;
    private final CountDownLatch closed = new CountDownLatch(1);

    private EmbeddedElasticsearch(ElasticsearchNode node, Supervision supervision, ReservedPort port, String password) {
        this.node = node;
        this.supervision = supervision;
        this.port = port;
        this.password = password;
        health = new SearchHealth(url(), user(), password);
    }

    /**
     * Starts Elasticsearch on {@code directory}, which must belong to this process alone, and does not wait until it
     * {@linkplain #awaitServing serves}.
     *
     * @param heapMegabytes 128 to 1024
     * @throws EmbeddedSearchException when this system has no embedded Elasticsearch or it cannot be started
     */
    public static EmbeddedElasticsearch start(Path directory, int heapMegabytes) {
        if (heapMegabytes < LEAST_HEAP_MEGABYTES || heapMegabytes > MOST_HEAP_MEGABYTES) {
            throw new IllegalArgumentException("The embedded Elasticsearch takes " + LEAST_HEAP_MEGABYTES + " to "
                    + MOST_HEAP_MEGABYTES + " MB of heap, not " + heapMegabytes);
        }
        try {
            return startBelow(directory.toRealPath(), heapMegabytes);
        } catch (IOException e) {
            throw new EmbeddedSearchException(
                    "The embedded Elasticsearch could not be started in " + directory + ": " + e.getMessage() + ".", e);
        }
    }

    private static EmbeddedElasticsearch startBelow(Path directory, int heapMegabytes) throws IOException {
        List<String> userPrefix = OrdinaryUser.prefix();
        ElasticsearchConfiguration configuration = ElasticsearchConfiguration.below(directory);
        new ElasticsearchProcesses(configuration).endLeftOver();
        ElasticsearchDistribution distribution = ElasticsearchDistribution.unpackedBelow(directory);
        PasswordFile password = new PasswordFile(directory.resolve("password"));
        password.writeNew();
        ReservedPort port = ReservedPort.onLoopback();
        try {
            configuration.write(port.number(), heapMegabytes, password.read());
            ElasticsearchNode node = new ElasticsearchNode(configuration, distribution, userPrefix);
            Supervision supervision = new Supervision(node, guardOfStarted(node));
            supervision.start();
            LOG.info("Embedded Elasticsearch starts on 127.0.0.1:{}", port.number());
            return new EmbeddedElasticsearch(node, supervision, port, password.read());
        } catch (IOException | RuntimeException e) {
            port.close();
            throw e;
        }
    }

    private static Guard guardOfStarted(ElasticsearchNode node) throws IOException {
        Guard guard = node.newGuard();
        if (!guard.startEngine()) {
            guard.end();
            throw new EmbeddedSearchException("The embedded Elasticsearch does not start. It said in " + node.startLog()
                    + ":" + System.lineSeparator()
                    + Files.readString(node.startLog()).strip() + System.lineSeparator());
        }
        return guard;
    }

    /** {@code http://127.0.0.1:port}; another port at every start. */
    public String url() {
        return "http://127.0.0.1:" + port.number();
    }

    /** The only user there is. */
    public String user() {
        return ElasticsearchConfiguration.USER;
    }

    /** The password of {@link #user()}, another one at every start. */
    public String password() {
        return password;
    }

    /** Whether every index can be searched now. */
    public boolean serves() {
        try {
            return health.serves();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Returns when Elasticsearch serves.
     *
     * @throws EmbeddedSearchException when it does not within {@code time}, or was closed
     */
    public void awaitServing(Duration time) {
        long since = System.nanoTime();
        while (!serves()) {
            if (isClosedAfterPause()) {
                throw new EmbeddedSearchException("The embedded Elasticsearch was stopped before it served.");
            }
            if (System.nanoTime() - since > time.toNanos()) {
                throw new EmbeddedSearchException("The embedded Elasticsearch does not serve after " + time.toSeconds()
                        + " s. Look into the logs in " + node.log() + ".");
            }
        }
    }

    private boolean isClosedAfterPause() {
        try {
            return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Stops Elasticsearch; returns when it has ended, or after 30 seconds. */
    @Override
    public void close() {
        closed.countDown();
        try (port) {
            if (!supervision.stop(STOP_SECONDS)) {
                LOG.error("The embedded Elasticsearch did not stop within {} s", STOP_SECONDS);
            }
            // nothing is left unless somebody has killed the guard
            node.clearAwayDead();
        } catch (IOException e) {
            throw new EmbeddedSearchException("The embedded Elasticsearch could not be stopped.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
