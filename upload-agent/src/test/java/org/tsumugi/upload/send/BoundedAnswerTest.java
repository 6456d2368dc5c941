package org.tsumugi.upload.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedAnswerTest {

    private Optional<HttpServer> server = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // Says half of what it announces, and leaves the connection open
        started.createContext("/half", exchange -> say(exchange, 8));
        started.createContext("/whole", exchange -> say(exchange, 4));
        started.start();
        server = Optional.of(started);
    }

    @AfterEach
    void stop() {
        server.orElseThrow().stop(0);
    }

    @Test
    void answerThatStopsShouldBeGivenUp() {
        assertThatThrownBy(() -> ask("/half", Duration.ofMillis(500)))
                .isInstanceOf(HttpTimeoutException.class)
                .hasMessageContaining("stopped");
    }

    @Test
    void answerThatEndsShouldBeRead() throws Exception {
        assertThat(ask("/whole", Duration.ofSeconds(30))).isEqualTo("half");
    }

    private String ask(String path, Duration silence) throws IOException, InterruptedException {
        HttpClient client = Connections.client(Optional.empty(), Optional.empty());
        URI uri = URI.create(
                "http://127.0.0.1:" + server.orElseThrow().getAddress().getPort() + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
        return client.send(request, BoundedAnswer.of(BodyHandlers.ofString(StandardCharsets.UTF_8), silence))
                .body();
    }

    private static void say(HttpExchange exchange, int announced) throws IOException {
        exchange.sendResponseHeaders(200, announced);
        exchange.getResponseBody().write("half".getBytes(StandardCharsets.US_ASCII));
        exchange.getResponseBody().flush();
    }
}
