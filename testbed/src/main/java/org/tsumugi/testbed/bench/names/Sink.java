package org.tsumugi.testbed.bench.names;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A receiving side that acknowledges everything and keeps nothing: what is measured is the agent. */
final class Sink implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong files = new AtomicLong();
    private volatile String report = "";

    Sink() throws IOException {
        // Without it every answer to a reused connection waits 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/token", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, 200, "{\"access_token\":\"bench\",\"expires_in\":3600}");
        });
        server.createContext("/ssmix2", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Acknowledged so far. */
    long files() {
        return files.get();
    }

    /** What the agent said last of itself. */
    String report() {
        return report;
    }

    private void receive(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 200, acknowledged(exchange.getRequestBody()));
        } else if (exchange.getRequestMethod().equals("PUT")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            report = exchange.getRequestURI().getPath().endsWith("/sender") ? body : report;
            answer(exchange, 204, "");
        } else {
            answer(exchange, 200, "{\"received\":" + Math.max(1, files()) + "}");
        }
    }

    private String acknowledged(InputStream body) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(new GZIPInputStream(body), 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                lines.append("{\"path\":\"").append(entry.getName()).append("\",\"status\":201}\n");
                files.incrementAndGet();
            }
        }
        return lines.toString();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
