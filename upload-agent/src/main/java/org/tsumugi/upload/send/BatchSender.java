package org.tsumugi.upload.send;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sends one batch once, and reads what the server says about each file. */
final class BatchSender {

    private static final int OK = 200;

    private final Server server;
    private final RequestTime time;
    private final Bandwidth bandwidth;

    BatchSender(Server server, RequestTime time, Bandwidth bandwidth) {
        this.server = server;
        this.time = time;
        this.bandwidth = bandwidth;
    }

    /**
     * What came back.
     *
     * @param status HTTP status of the whole request, or, when the server stopped taking files in the middle, of the rest
     * @param byPath answers per file, as far as they reached us
     * @param retryAfter what the server asked for; zero when it said nothing
     */
    record Answer(int status, Map<String, FileAnswer> byPath, Duration retryAfter) {}

    /**
     * Many files as one tar; a large one by itself.
     *
     * @throws HttpTimeoutException when no file was answered in the time that so many bytes may take
     */
    Answer send(List<Outgoing> files) throws IOException, InterruptedException {
        return files.size() == 1 && files.get(0).isLarge() ? put(files.get(0)) : post(new TarBatch(files).gzippedTar());
    }

    private Answer post(byte[] body) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = server.http()
                .send(postRequest(body), BoundedAnswer.of(BodyHandlers.ofInputStream(), time.silence(body.length)));
        try (InputStream answer = response.body()) {
            return response.statusCode() == OK
                    ? lines(answer)
                    : new Answer(response.statusCode(), Map.of(), retryAfter(response));
        }
    }

    HttpRequest postRequest(byte[] body) throws IOException, InterruptedException {
        return server.request("")
                .timeout(time.of(body.length))
                .header("Content-Type", "application/x-tar")
                .header("Content-Encoding", "gzip")
                .header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.fromPublisher(paced(() -> new ByteArrayInputStream(body)), body.length))
                .build();
    }

    private HttpRequest.BodyPublisher paced(Supplier<InputStream> body) {
        return BodyPublishers.ofInputStream(() -> bandwidth.paced(body.get()));
    }

    private Answer put(Outgoing file) throws IOException, InterruptedException {
        LocalFile content = new LocalFile(file.file().orElseThrow());
        HttpRequest request = putRequest(file, content);
        HttpResponse<String> response;
        try {
            response = new LongExchange(server.http(), time.silence(file.size()))
                    .send(request, BodyHandlers.ofString(StandardCharsets.UTF_8), content::readNanos);
        } catch (IOException e) {
            content.throwFailure();
            throw e;
        }
        content.throwFailure();
        int status = response.statusCode();
        boolean decided = status == 200 || status == 201 || status == 422 || status == 413;
        return decided
                ? new Answer(
                        OK, Map.of(file.path(), FileAnswer.of(status, membersOrNone(response.body()))), Duration.ZERO)
                : new Answer(status, Map.of(), retryAfter(response));
    }

    HttpRequest putRequest(Outgoing file, LocalFile content) throws IOException, InterruptedException {
        return server.request(file.path())
                .timeout(time.of(file.size()))
                .header("Content-Type", "application/octet-stream")
                .header("Content-Encoding", "gzip")
                .PUT(paced(content::open))
                .build();
    }

    private static Map<String, String> membersOrNone(String body) throws IOException {
        return body.startsWith("{") ? Json.members(body) : Map.of();
    }

    /**
     * One line per file; a line without a path is about all files that follow. A connection cut in the middle keeps what was
     * read: those files are answered, the others are sent again.
     */
    private static Answer lines(InputStream body) throws HttpTimeoutException {
        Map<String, FileAnswer> byPath = new HashMap<>();
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
                    byPath.put(path, FileAnswer.of(status, members));
                }
            }
        } catch (IOException e) {
            if (byPath.isEmpty() && e.getCause() instanceof HttpTimeoutException timeout) {
                throw timeout;
            }
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
