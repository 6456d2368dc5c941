package org.tsumugi.search.elastic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;

/** Gives one answer to all requests, as Elasticsearch would, and keeps what was asked. */
final class AnsweringServer implements AutoCloseable {

    /**
     * A request.
     *
     * @param path with the query
     * @param authorization the header
     */
    record Asked(String path, String authorization, String body) {}

    private static final int OK = 200;

    private final HttpServer server;
    private final String scheme;
    private final int status;
    private final String answer;
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

    private AnsweringServer(HttpServer server, String scheme, int status, String answer) {
        this.server = server;
        this.scheme = scheme;
        this.status = status;
        this.answer = answer;
        server.createContext("/", this::answer);
        server.start();
    }

    static AnsweringServer plain(String answer) throws IOException {
        return plain(OK, answer);
    }

    static AnsweringServer plain(int status, String answer) throws IOException {
        return new AnsweringServer(HttpServer.create(loopback(), 0), "http", status, answer);
    }

    static AnsweringServer secure(SSLContext context, String answer) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new AnsweringServer(server, "https", OK, answer);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new Asked(
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    Queue<Asked> asked() {
        return asked;
    }

    URI url() {
        return url("127.0.0.1");
    }

    URI url(String host) {
        return URI.create(scheme + "://" + host + ":" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
