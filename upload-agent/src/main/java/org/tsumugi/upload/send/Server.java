package org.tsumugi.upload.send;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The server, for one facility: every request bears its token. */
public final class Server {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI base;
    private final String facility;
    private final TokenClient tokens;

    public Server(HttpClient http, URI base, String facility, String clientId, String clientSecret) {
        this.http = http;
        this.base = base;
        this.facility = facility;
        this.tokens = new TokenClient(http, base, clientId, clientSecret);
    }

    HttpClient http() {
        return http;
    }

    /** The token was not accepted. */
    void forgetToken() {
        tokens.forget();
    }

    /** Fetches a token where there is none: it may take long. */
    void ensureToken() throws IOException, InterruptedException {
        tokens.token();
    }

    /** A request for something below the facility; {@code ""} for itself. */
    HttpRequest.Builder request(String below) throws IOException, InterruptedException {
        StringBuilder path = new StringBuilder("/ssmix2/").append(facility);
        if (!below.isEmpty()) {
            for (String part : below.split("/", -1)) {
                path.append('/')
                        .append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
            }
        }
        return HttpRequest.newBuilder(base.resolve(path.toString()))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.token());
    }

    /**
     * Sends a small request, with a new token when the old one is not accepted.
     *
     * @throws IOException when the server is not reached, or does not accept the client
     */
    public HttpResponse<String> exchange(String below, Form form) throws IOException, InterruptedException {
        HttpResponse<String> answer = once(below, form);
        if (answer.statusCode() == 401) {
            tokens.forget();
            answer = once(below, form);
        }
        return answer;
    }

    private HttpResponse<String> once(String below, Form form) throws IOException, InterruptedException {
        return http.send(
                form.fill(request(below)).build(),
                BoundedAnswer.of(BodyHandlers.ofString(StandardCharsets.UTF_8), TIMEOUT));
    }

    /** Method, headers and body of a request. */
    @FunctionalInterface
    public interface Form {
        HttpRequest.Builder fill(HttpRequest.Builder request);
    }
}
