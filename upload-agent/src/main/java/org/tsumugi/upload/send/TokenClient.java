package org.tsumugi.upload.send;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Access tokens by the client credentials grant (RFC 6749, 4.4), fetched anew shortly before they expire. */
public final class TokenClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long MARGIN_SECONDS = 30;
    private static final long DEFAULT_LIFETIME_SECONDS = 300;

    private final HttpClient http;
    private final URI endpoint;
    private final String basic;
    private @Nullable String token;
    private long expiresAtNanos;

    /** @param server base URL; the endpoint is {@code /oauth2/token} below it */
    public TokenClient(HttpClient http, URI server, String clientId, String clientSecret) {
        this.http = http;
        this.endpoint = server.resolve("/oauth2/token");
        String credentials = URLEncoder.encode(clientId, StandardCharsets.UTF_8)
                + ":"
                + URLEncoder.encode(clientSecret, StandardCharsets.UTF_8);
        this.basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A token that is good for the next request.
     *
     * @throws RefusedException when the server does not know the client
     */
    public synchronized String token() throws IOException, InterruptedException {
        if (token == null || System.nanoTime() - expiresAtNanos >= 0) {
            token = fetch();
        }
        return token;
    }

    /** Forgets the token: the server did not accept it. */
    public synchronized void forget() {
        token = null;
    }

    private String fetch() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        HttpResponse<String> response =
                http.send(request, BoundedAnswer.of(BodyHandlers.ofString(StandardCharsets.UTF_8), TIMEOUT));
        int status = response.statusCode();
        if (status >= 500 || status == 429) {
            throw new IOException("the token endpoint answered " + status);
        }
        if (status != 200) {
            throw new RefusedException(status, "the token endpoint refused the client");
        }
        Map<String, String> members = Json.members(response.body());
        String fetched = members.get("access_token");
        if (fetched == null) {
            throw new IOException("the token endpoint gave no access_token");
        }
        String lifetime = members.get("expires_in");
        long seconds = lifetime == null ? DEFAULT_LIFETIME_SECONDS : Long.parseLong(lifetime);
        expiresAtNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.max(0, seconds - MARGIN_SECONDS));
        return fetched;
    }
}
