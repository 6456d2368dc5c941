package org.tsumugi.upload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** A small receiving side over real HTTP: tokens that grow stale, tars kept in memory, and the failures a test asks for. */
public final class ReceivingServer implements AutoCloseable {

    public final Map<String, byte[]> received = new ConcurrentHashMap<>();

    /** Paths in the order in which they came, resends included. */
    public final Queue<String> inOrder = new ConcurrentLinkedQueue<>();

    /** Bodies of the reports, by what stands behind the facility. */
    public final Map<String, String> reports = new ConcurrentHashMap<>();

    /** Which names are answered 422. */
    public volatile Predicate<String> refuse = path -> false;

    /** On which names the server fails. */
    public volatile Predicate<String> fail = path -> false;

    /** Answer to those who ask for the refusals; 404 when there is none. */
    public volatile @Nullable String refusals;

    /** Whether the list of refusals cannot be given now. */
    public volatile boolean refusalsAway;

    /** Whether no token can be given now. */
    public volatile boolean tokensAway;

    /** Epoch of the store; null as at servers that have none. */
    public volatile @Nullable String storeEpoch;

    /** Requests with more files than that are never answered. */
    public volatile int mostFiles = Integer.MAX_VALUE;

    /** Bodies with files as they came over the line. */
    public final Queue<Body> bodies = new ConcurrentLinkedQueue<>();

    /** How many bodies with files began to come. */
    public final AtomicInteger begun = new AtomicInteger();

    /** Told which files came, before they are kept. */
    public volatile Consumer<List<String>> arrived = paths -> {};

    /** How many files the requests had that were answered. */
    public final Queue<Integer> batches = new ConcurrentLinkedQueue<>();

    /** Which large files are never read. */
    public volatile Predicate<String> leaveUnread = path -> false;

    private final CountDownLatch closed = new CountDownLatch(1);

    final AtomicInteger tokens = new AtomicInteger();
    final AtomicInteger requests = new AtomicInteger();

    /** How the next uploads fail; an empty queue means they do not. */
    public final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * A body with files.
     *
     * @param encoding as its header says
     * @param bytes on the line
     * @param nanos from its first byte to its last
     */
    public record Body(String method, String encoding, long bytes, long nanos) {}

    /** A way to fail. */
    public enum Failure {
        STALE_TOKEN,
        BUSY,
        TOO_LARGE,
        CUT_ANSWER,
        STOPPED_ANSWER,
        FULL_IN_THE_MIDDLE,
        NO_SUCH_FACILITY
    }

    public ReceivingServer() throws IOException {
        // Without it every answer to a reused connection waits 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/token", this::token);
        server.createContext("/ssmix2/1319900013", this::upload);
        server.setExecutor(threads);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void token(HttpExchange exchange) throws IOException {
        String expected = "Basic "
                + Base64.getEncoder().encodeToString("demo-1319900013:demo".getBytes(StandardCharsets.US_ASCII));
        exchange.getRequestBody().readAllBytes();
        if (tokensAway) {
            answer(exchange, 503, "");
            return;
        }
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        String token = "t" + tokens.incrementAndGet();
        answer(exchange, 200, "{\"access_token\":\"" + token + "\",\"scope\":null,\"expires_in\":300}");
    }

    private void upload(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/ssmix2/1319900013".length());
        if (path.equals("/status")) {
            String status = "{\"facility\":\"1319900013\",\"received\":" + received.size()
                    + (storeEpoch == null ? "" : ",\"storeEpoch\":\"" + storeEpoch + "\"") + ",\"pending\":0}";
            answer(exchange, 200, status);
            return;
        }
        String list = refusals;
        if (path.equals("/refusals") && list != null) {
            answer(exchange, refusalsAway ? 503 : 200, list);
            return;
        }
        if (path.equals("/sender") || path.startsWith("/summaries/")) {
            reports.put(
                    path.substring(1), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 204, "");
            return;
        }
        if (exchange.getRequestMethod().equals("PUT")) {
            if (leaveUnread.test(path.substring(1))) {
                awaitClose();
            }
            byte[] content = files(exchange);
            arrived.accept(List.of(path.substring(1)));
            answer(exchange, keep(path.substring(1), content), "{}");
            return;
        }
        if (path.startsWith("/")) {
            answer(exchange, 404, "");
            return;
        }
        byte[] tar = files(exchange);
        requests.incrementAndGet();
        Failure failure = failures.poll();
        boolean current =
                ("Bearer t" + tokens.get()).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!current || failure == Failure.STALE_TOKEN) {
            answer(exchange, 401, "");
        } else if (failure == Failure.BUSY) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, 503, "");
        } else if (failure == Failure.TOO_LARGE) {
            answer(exchange, 413, "");
        } else if (failure == Failure.NO_SUCH_FACILITY) {
            answer(exchange, 404, "");
        } else {
            List<String> names = namesIn(tar);
            if (names.size() > mostFiles) {
                awaitClose();
            }
            batches.add(names.size());
            arrived.accept(names);
            if (failure == Failure.STOPPED_ANSWER) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(lines(tar, Failure.CUT_ANSWER).getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                awaitClose();
            }
            answer(exchange, 200, lines(tar, failure));
        }
    }

    /** Falls silent. */
    private void awaitClose() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("the server is closed");
    }

    private static List<String> namesIn(byte[] tar) throws IOException {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream entries = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private byte[] files(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        begun.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String encoding = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        bodies.add(new Body(exchange.getRequestMethod(), encoding, body.length, System.nanoTime() - start));
        return unpacked(body, encoding);
    }

    private static byte[] unpacked(byte[] body, String encoding) throws IOException {
        return encoding.equals("gzip") ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
    }

    private String lines(byte[] tar, @Nullable Failure failure) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (TarArchiveInputStream entries = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (failure == Failure.FULL_IN_THE_MIDDLE && !lines.isEmpty()) {
                    return lines.append("{\"path\":null,\"status\":507,\"retryAfter\":0}\n")
                            .toString();
                }
                int status = keep(entry.getName(), entries.readAllBytes());
                lines.append("{\"path\":\"" + entry.getName() + "\",\"status\":" + status + ",\"issue\":null}\n");
                if (failure == Failure.CUT_ANSWER) {
                    return lines.append("{\"path\":\"").toString();
                }
            }
        }
        return lines.toString();
    }

    private int keep(String path, byte[] content) {
        if (fail.test(path)) {
            return 500;
        }
        if (refuse.test(path)) {
            return 422;
        }
        inOrder.add(path);
        return received.put(path, content) == null ? 201 : 200;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
