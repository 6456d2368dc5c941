package org.tsumugi.server.access;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends requests as they are written, paths that no well-behaved client would send included. */
public final class HttpProbe {

    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    public HttpProbe(int port) {
        this.port = port;
    }

    /** A GET; {@code token} null sends none. */
    public HttpResponse<String> get(String path, @Nullable String token) throws IOException, InterruptedException {
        return send("GET", path, "", token == null ? Map.of() : bearer(token));
    }

    public HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> requestToken(String client, String secret, String form)
            throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(
                "POST",
                "/oauth2/token",
                form,
                Map.of("Authorization", "Basic " + credentials, "Content-Type", "application/x-www-form-urlencoded"));
    }

    public String token(String client) throws IOException, InterruptedException {
        return token(client, "demo");
    }

    public String token(String client, String secret) throws IOException, InterruptedException {
        HttpResponse<String> answer = requestToken(client, secret, "grant_type=client_credentials");
        Matcher token = TOKEN.matcher(answer.body());
        if (!token.find()) {
            throw new IOException("no token: " + answer.statusCode());
        }
        return token.group(1);
    }

    /** The bytes of a request as given; the answer's as they come, until the server closes. */
    public String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    /** Headers without those that differ from one answer to the next by nature. */
    public static Map<String, List<String>> comparable(HttpResponse<?> response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        headers.remove("x-request-id");
        return headers;
    }
}
