package org.tsumugi.server.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.io.file.PathUtils;

/** An embedded Elasticsearch as its neighbours see it: processes, files, and HTTP with the password of its directory. */
record RunningElasticsearch(Path directory, String url) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Answer(int status, String body) {}

    Answer ask(String method, String path, String body) throws IOException, InterruptedException {
        return ask(method, path, body, "tsumugi:" + password());
    }

    /** {@code credentials}: user and password; none when empty. */
    Answer ask(String method, String path, String body, String credentials) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!credentials.isEmpty()) {
            String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    String password() throws IOException {
        return Files.readString(directory.resolve("password")).strip();
    }

    /** Elasticsearch itself. */
    static Optional<ProcessHandle> engine(Path directory) {
        return having(line -> line.has("-Dtsumugi.configuration=" + config(directory))).stream()
                .findFirst();
    }

    static Optional<ProcessHandle> launcher(Path directory) {
        return having(line -> line.has("-Des.path.conf=" + config(directory))).stream()
                .findFirst();
    }

    /** The guard, and the process of its that waits for the launcher. */
    static List<ProcessHandle> guards(Path directory) {
        return having(line -> line.has("tsumugi-elasticsearch-guard") && line.has(config(directory)));
    }

    static boolean nothingRunsOn(Path directory) {
        return engine(directory).isEmpty()
                && launcher(directory).isEmpty()
                && guards(directory).isEmpty();
    }

    /** Logs and data stay to be looked at; of the programs every directory has more than 100 MB. */
    static void removePrograms(Path directory) throws IOException {
        PathUtils.delete(ElasticsearchDistribution.unpackedBelow(directory).directory());
    }

    private static String config(Path directory) {
        try {
            return directory.toRealPath().resolve("config").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ProcessHandle> having(Predicate<ProcessLine> what) {
        return ProcessLine.all().filter(what).map(ProcessLine::process).toList();
    }
}
