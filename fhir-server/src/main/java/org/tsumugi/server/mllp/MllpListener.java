package org.tsumugi.server.mllp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.server.mllp.MllpProperties.Listener;

/** One facility's port. */
final class MllpListener {

    private static final Logger LOG = LoggerFactory.getLogger(MllpListener.class);

    private static final Duration HANDSHAKE = Duration.ofSeconds(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int BACKLOG = 50;

    private final Listener settings;
    private final Connection.Means means;
    private final Transport transport;
    private final Gate gate;
    private final Semaphore places;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket server;

    /** @param means for each connection */
    MllpListener(Listener settings, Connection.Means means, Transport transport) {
        this.settings = settings;
        this.means = means;
        this.transport = transport;
        this.gate = new Gate(settings.allow());
        this.places = new Semaphore(settings.connections());
    }

    /** Listens from now on. */
    void start() {
        try {
            ServerSocket socket = new ServerSocket(settings.port(), BACKLOG, InetAddress.getByName(settings.address()));
            server = socket;
            thread("mllp-" + settings.facility(), () -> accept(socket));
            LOG.info("MLLP: facility {} on {}", settings.facility(), socket.getLocalSocketAddress());
        } catch (IOException e) {
            throw new MllpSettingsException(
                    "The MLLP listener of facility " + settings.facility() + " cannot listen on " + settings.address()
                            + " port " + settings.port() + ": " + e.getMessage(),
                    "医療機関 " + settings.facility() + " の MLLP リスナーは " + settings.address() + " のポート " + settings.port()
                            + " で待ち受けできません。");
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                welcome(listening.accept());
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                // one is also thrown when the system has no thread left
                if (!listening.isClosed()) {
                    LOG.error(
                            "MLLP connections cannot be accepted: {}",
                            e.getClass().getName());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAILURE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void welcome(Socket accepted) throws IOException {
        if (!gate.lets(accepted.getInetAddress())) {
            LOG.warn("MLLP: {} may not connect", accepted.getInetAddress().getHostAddress());
            accepted.close();
        } else if (!places.tryAcquire()) {
            LOG.warn("MLLP: facility {} has {} connections already", settings.facility(), settings.connections());
            accepted.close();
        } else {
            serveApart(accepted);
        }
    }

    private void serveApart(Socket accepted) throws IOException {
        boolean begun = false;
        try {
            thread("mllp-" + settings.facility() + "-" + accepted.getPort(), () -> serve(accepted));
            begun = true;
        } finally {
            if (!begun) {
                places.release();
                accepted.close();
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            Connection connection = new Connection(accepted, secured(accepted), means);
            open.add(connection);
            try {
                connection.serve();
            } finally {
                open.remove(connection);
            }
        } catch (IOException e) {
            LOG.warn(
                    "MLLP: {} was not let in: {}",
                    accepted.getInetAddress().getHostAddress(),
                    e.getClass().getName());
        } finally {
            places.release();
        }
    }

    private Socket secured(Socket accepted) throws IOException {
        Duration most = settings.idle().compareTo(HANDSHAKE) < 0 ? settings.idle() : HANDSHAKE;
        try (Deadlines.Deadline done = means.deadlines().within(most, accepted)) {
            return transport.secured(accepted);
        }
    }

    /** Takes no more connections. */
    void stopListening() {
        try {
            ServerSocket listening = server;
            if (listening != null) {
                listening.close();
            }
        } catch (IOException e) {
            LOG.warn("An MLLP port could not be closed: {}", e.getClass().getName());
        }
    }

    /**
     * Ends the connections; frames that were read are answered first.
     *
     * @param until as {@link System#nanoTime()} has it
     */
    void stopConnections(long until) {
        open.forEach(connection -> connection.stop(Duration.ofNanos(Math.max(0, until - System.nanoTime()))));
    }

    /** The port it listens on. */
    int port() {
        ServerSocket listening = server;
        return listening == null ? settings.port() : listening.getLocalPort();
    }
}
