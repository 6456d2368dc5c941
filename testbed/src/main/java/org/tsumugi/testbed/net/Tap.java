package org.tsumugi.testbed.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A TCP line on the loopback address that passes everything on to a server and can be cut: now, or when so many bytes of a connection
 * have passed towards the server. A cut is a reset at both ends, as when a router forgets a connection.
 */
public final class Tap implements AutoCloseable {

    private static final int BUFFER = 8192;
    private static final int CONNECT_MILLIS = 5000;

    private final ServerSocket listening;
    private final Supplier<Witness> witnesses;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicLong cutAfter = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong cuts = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tap");
        thread.setDaemon(true);
        return thread;
    });
    private volatile int serverPort;

    private Tap(ServerSocket listening, int serverPort, Supplier<Witness> witnesses) {
        this.listening = listening;
        this.serverPort = serverPort;
        this.witnesses = witnesses;
    }

    /** Sees what the server says on one connection, whether or not it gets through to the client. */
    @FunctionalInterface
    public interface Witness {
        /** @param bytes the first {@code count} of them are new */
        void said(byte[] bytes, int count);
    }

    /** A line to a server on this machine. */
    public static Tap to(int serverPort) throws IOException {
        return to(serverPort, () -> (bytes, count) -> {});
    }

    /** The same, with a witness for each connection. */
    public static Tap to(int serverPort, Supplier<Witness> witnesses) throws IOException {
        Tap tap = new Tap(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), serverPort, witnesses);
        tap.threads.execute(tap::listen);
        return tap;
    }

    /** Where clients connect to. */
    public int port() {
        return listening.getLocalPort();
    }

    /** The server is elsewhere from now on. */
    public void moveTo(int port) {
        serverPort = port;
    }

    /** Cuts each connection made from now on when it has carried so many bytes to the server. */
    public void cutAfter(long bytes) {
        cutAfter.set(bytes);
    }

    /** Connections made from now on last. */
    public void hold() {
        cutAfter.set(Long.MAX_VALUE);
    }

    /** Cuts all connections that there are. */
    public void cutNow() {
        lines.forEach(Line::cut);
    }

    /** How many connections were cut. */
    public long cuts() {
        return cuts.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cutNow();
        threads.shutdownNow();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (SocketException closed) {
                // the loop looks whether it was on purpose
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort), CONNECT_MILLIS);
        } catch (IOException away) {
            reset(client);
            server.close();
            return;
        }
        Line line = new Line(client, server, cutAfter.get());
        lines.add(line);
        threads.execute(line::up);
        threads.execute(line::down);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // that is what was wanted
        }
    }

    /** One connection. */
    private final class Line {

        private final Socket client;
        private final Socket server;
        private final long allowed;

        Line(Socket client, Socket server, long allowed) {
            this.client = client;
            this.server = server;
            this.allowed = allowed;
        }

        void up() {
            try {
                if (pass(client.getInputStream(), server.getOutputStream(), allowed, (bytes, count) -> {})) {
                    server.shutdownOutput();
                } else {
                    cut();
                }
            } catch (IOException ended) {
                end();
            }
        }

        void down() {
            try {
                pass(server.getInputStream(), client.getOutputStream(), Long.MAX_VALUE, witnesses.get());
                client.shutdownOutput();
            } catch (IOException ended) {
                // the other direction may have ended it
            }
            end();
        }

        /** False when the line is to be cut here. */
        private boolean pass(InputStream from, OutputStream to, long most, Witness witness) throws IOException {
            byte[] buffer = new byte[BUFFER];
            long left = most;
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                int passed = (int) Math.min(n, left);
                witness.said(buffer, passed);
                to.write(buffer, 0, passed);
                to.flush();
                left -= passed;
                if (left == 0) {
                    return false;
                }
            }
            return true;
        }

        void cut() {
            cuts.incrementAndGet();
            end();
        }

        private void end() {
            lines.remove(this);
            reset(client);
            reset(server);
        }
    }
}
