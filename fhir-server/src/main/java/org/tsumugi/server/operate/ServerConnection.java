package org.tsumugi.server.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.access.Scopes;

/** The running server, as a command speaks to it. */
public final class ServerConnection {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final Path home;
    private final URI server;
    private final OperatorKey key;
    private @Nullable String token;
    private String scopes = Scopes.OPERATE;

    private ServerConnection(Path home, URI server, OperatorKey key) {
        this.home = home;
        this.server = server;
        this.key = key;
    }

    /**
     * The server that runs on this home.
     *
     * @throws CommandException when none does, or its key cannot be read
     */
    static ServerConnection open(Path home) throws IOException {
        try {
            URI server = RunningServer.find(home).orElseThrow(() -> notRunning(home));
            return new ServerConnection(home, server, OperatorKey.load(home));
        } catch (AccessDeniedException denied) {
            throw new CommandException(
                    Exit.REFUSED,
                    "This user may not read " + denied.getFile() + ". Run the command as the user who runs the server.",
                    "このユーザーには " + denied.getFile() + " を読む権限がありません。サーバーを動かしているユーザーで実行してください。");
        }
    }

    private static CommandException notRunning(Path home) {
        String start = "java -jar tsumugi-server.jar --tsumugi.home=" + home;
        return new CommandException(
                Exit.NOT_RUNNING,
                "No server is running on the home directory " + home + ". Start it first:\n  " + start,
                "ホームディレクトリ " + home + " で動いているサーバーがありません。先に起動してください:\n  " + start);
    }

    /** The requests that follow may also look at the bytes of received files. */
    public ServerConnection inspecting() {
        scopes = Scopes.OPERATE + " " + Scopes.INSPECT;
        token = null;
        return this;
    }

    /** The answer to a GET; {@code path} begins with {@code /operator} and may have a query. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return json(send("GET", path, null));
    }

    /** The answer to a GET, whatever it is; the caller closes it. */
    public InputStream open(String path) throws IOException, InterruptedException {
        return send("GET", path, null).body();
    }

    /** The answer to a POST; missing when it has no body. */
    public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return json(send("POST", path, body));
    }

    /** The answer to a PUT; missing when it has no body. */
    public JsonNode put(String path, JsonNode body) throws IOException, InterruptedException {
        return json(send("PUT", path, body));
    }

    /** The answer to a DELETE; missing when it has no body. */
    public JsonNode delete(String path) throws IOException, InterruptedException {
        return json(send("DELETE", path, null));
    }

    private HttpResponse<InputStream> send(String method, String path, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = exchange(request(method, path, body));
        if (answer.statusCode() == 401) {
            token = null; // it has become too old in a long command
            answer.body().close();
            answer = exchange(request(method, path, body));
        }
        if (answer.statusCode() >= 400) {
            throw refused(answer);
        }
        return answer;
    }

    private HttpRequest request(String method, String path, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        BodyPublisher content = body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token())
                .method(method, content);
        return (body == null ? request : request.header("Content-Type", "application/json")).build();
    }

    private String token() throws IOException, InterruptedException {
        String known = token;
        if (known != null) {
            return known;
        }
        String credentials = Base64.getEncoder()
                .encodeToString((key.clientId() + ":" + key.clientSecret()).getBytes(StandardCharsets.UTF_8));
        HttpResponse<InputStream> answer = exchange(HttpRequest.newBuilder(server.resolve("/oauth2/token"))
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=" + URLEncoder.encode(scopes, StandardCharsets.UTF_8)))
                .build());
        if (answer.statusCode() != 200) {
            throw refused(answer);
        }
        String given = json(answer).path("access_token").asText();
        token = given;
        return given;
    }

    private HttpResponse<InputStream> exchange(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException stopped) {
            throw notRunning(home);
        }
    }

    private static JsonNode json(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readAllBytes();
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        }
    }

    private static CommandException refused(HttpResponse<InputStream> answer) throws IOException {
        String words = json(answer).path("issue").path(0).path("diagnostics").asText();
        String said = answer.statusCode() + (words.isEmpty() ? "" : " " + words);
        return new CommandException(
                Exit.REFUSED, "The server refused: " + said, "サーバーが要求を拒否しました(" + answer.statusCode() + ")。");
    }
}
