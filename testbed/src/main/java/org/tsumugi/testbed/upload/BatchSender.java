package org.tsumugi.testbed.upload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Sends one batch once, and reads what the server says about each file. */
final class BatchSender {

    private static final int OK = 200;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient http;
    private final URI target;
    private final TokenClient tokens;

    BatchSender(HttpClient http, UploadSettings settings, TokenClient tokens) {
        this.http = http;
        this.target = settings.server().resolve("/ssmix2/" + settings.facility());
        this.tokens = tokens;
    }

    /**
     * What came back.
     *
     * @param status HTTP status of the whole request, or, when the server stopped taking files in the middle, of the rest
     * @param byPath HTTP status per file, as far as the answer reached us
     * @param retryAfter what the server asked for; zero when it said nothing
     */
    record Answer(int status, Map<String, Integer> byPath, Duration retryAfter) {}

    Answer send(TarBatch batch) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.token())
                .header("Content-Type", "application/x-tar")
                .header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(batch.tar()))
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return response.statusCode() == OK
                    ? lines(body)
                    : new Answer(response.statusCode(), Map.of(), retryAfter(response));
        }
    }

    /**
     * One line per file; a line without a path is about all files that follow. A connection cut in the middle keeps what was
     * read: those files are answered, the others are sent again.
     */
    private static Answer lines(InputStream body) {
        Map<String, Integer> byPath = new HashMap<>();
        int rest = OK;
        Duration retryAfter = Duration.ZERO;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Map<String, String> members = Json.members(line);
                int status = Integer.parseInt(members.getOrDefault("status", "500"));
                String path = members.get("path");
                if (path == null) {
                    rest = status;
                    retryAfter = Duration.ofSeconds(Long.parseLong(members.getOrDefault("retryAfter", "0")));
                } else {
                    byPath.put(path, status);
                }
            }
        } catch (IOException e) {
            return new Answer(OK, byPath, Duration.ZERO);
        }
        return new Answer(rest, byPath, retryAfter);
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }
}
