package org.tsumugi.testbed.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tsumugi.upload.send.Json;
import org.tsumugi.upload.send.TokenClient;

/** A server that runs on a home directory of this machine, as its operator sees it, and its embedded database past it. */
public final class RunningHome {

    private static final long POLL_MILLIS = 200;
    private static final JsonFactory JSON = new JsonFactory();

    private final Path home;
    private final URI server;
    private final TokenClient tokens;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The server that runs on {@code home} now. */
    public RunningHome(Path home) throws IOException {
        this.home = home;
        this.server = URI.create(required(home.resolve("run").resolve("server.json"), "url"));
        Path key = home.resolve("keys").resolve("operator.json");
        this.tokens = new TokenClient(http, server, required(key, "clientId"), required(key, "clientSecret"));
    }

    private static String required(Path file, String member) throws IOException {
        String value = Json.members(Files.readString(file)).get(member);
        if (value == null) {
            throw new IOException(file + " has no " + member);
        }
        return value;
    }

    /** Where it listens. */
    public URI server() {
        return server;
    }

    Path directory() {
        return home;
    }

    /** What an endpoint for operators answers. */
    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + tokens.token());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Hands in a job, waits for its end and gives the members of its result. */
    Map<String, String> job(String path, String arguments) throws IOException, InterruptedException {
        Map<String, String> job = Json.members(post(path, arguments).body());
        String place = "/operator/jobs/" + job.get("id");
        String body;
        do {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            body = send(request(place).GET()).body();
            job = Json.members(body);
        } while (job.containsKey("state") && !job.containsKey("endedAt"));
        if (!"DONE".equals(job.get("state"))) {
            throw new IOException("the job ended as " + job.get("state") + " " + job.get("error"));
        }
        return Json.members(member(body, "result"));
    }

    /** The text of a member that is an object. */
    private static String member(String object, String name) throws IOException {
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (wanted) {
                    return object.substring(
                            start, (int) parser.currentLocation().getCharOffset());
                }
            }
        }
        throw new IOException("the server's answer has no " + name);
    }

    /** A connection to the embedded PostgreSQL. */
    public Connection database() throws IOException, SQLException {
        Path database = home.resolve("postgresql");
        // the fourth line of postmaster.pid is the port
        List<String> lines = Files.readAllLines(database.resolve("data").resolve("postmaster.pid"));
        String password = Files.readString(database.resolve("password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/tsumugi", "tsumugi_server", password);
    }
}
