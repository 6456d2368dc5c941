package org.tsumugi.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.awaitility.Awaitility;
import org.tsumugi.hl7v2.PatientIds;

/** A facility that sends its storage to a server with demo clients, and reads FHIR as the demo reader. */
public final class FacilityClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String facility;
    private final String token;
    private final String readerToken;

    public FacilityClient(int port, String facility) {
        this.base = "http://127.0.0.1:" + port;
        this.facility = facility;
        this.token = token("demo-" + facility);
        this.readerToken = token("demo-reader");
    }

    /** An answer, its body as text. */
    public record Reply(int status, String body, Map<String, List<String>> headers) {

        public JsonNode json() {
            return parse(body);
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .get(0);
        }
    }

    public HttpClient http() {
        return http;
    }

    public String token() {
        return token;
    }

    public URI uri(String path) {
        return URI.create(base + "/ssmix2/" + facility + path);
    }

    public static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    public Reply put(String path, byte[] content) {
        return send(request(uri("/" + encoded(path)), token).PUT(BodyPublishers.ofByteArray(content)));
    }

    /** Says of the patient with this number what these members of a FHIR Patient say, by the facility's identity feed (ITI-104). */
    public Reply feed(String number, String members) {
        String system = PatientIds.system(facility);
        String body = "{\"resourceType\": \"Patient\", \"identifier\": [{\"system\": \"" + system + "\", \"value\": \""
                + number + "\"}]" + (members.isEmpty() ? "" : ", " + members) + "}";
        return send(request(feedUri(system, number), token)
                .header("Content-Type", "application/fhir+json")
                .PUT(BodyPublishers.ofString(body)));
    }

    /** The same of a patient whose record another one took the place of. */
    public Reply feedReplaced(String number, String survivor, String members) {
        return feed(
                number,
                members
                        + ", \"active\": false, \"link\": [{\"type\": \"replaced-by\", \"other\": {\"identifier\": {\"system\": \""
                        + PatientIds.system(facility) + "\", \"value\": \"" + survivor + "\"}}}]");
    }

    /** Where the identity feed of a patient goes. */
    public URI feedUri(String system, String number) {
        return URI.create(
                base + "/fhir/Patient?identifier=" + URLEncoder.encode(system + "|" + number, StandardCharsets.UTF_8));
    }

    public Reply post(byte[] tar, String... headers) {
        HttpRequest.Builder request = request(uri(""), token).header("Content-Type", "application/x-tar");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(BodyPublishers.ofByteArray(tar)));
    }

    /** The lines of an upload's answer. */
    public static List<JsonNode> lines(Reply reply) {
        return reply.body().lines().map(FacilityClient::parse).toList();
    }

    public JsonNode status() {
        return get(uri("/status"), token).json();
    }

    public JsonNode files(String state) {
        return get(uri("/status/files?limit=1000&state=" + state), token).json().get("files");
    }

    public Reply get(URI uri, String bearer) {
        return send(request(uri, bearer).GET());
    }

    /** Waits until nothing is pending, and gives the status then. */
    public JsonNode settled() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> status().get("pending").asLong() == 0);
        return status();
    }

    /** A FHIR search or read as the demo reader, who may read everything. */
    public JsonNode fhir(String query) {
        Reply reply = read(query);
        if (reply.status() != 200) {
            throw new AssertionError(query + " was answered " + reply.status() + " " + reply.body());
        }
        return reply.json();
    }

    /** What the demo reader is answered, whatever it is. */
    public Reply read(String query) {
        return get(URI.create(base + "/fhir/" + query), readerToken);
    }

    /** The resources that a search matches or includes, over all pages. */
    public List<JsonNode> search(String query) {
        List<JsonNode> resources = new ArrayList<>();
        JsonNode page = fhir(query);
        while (true) {
            page.path("entry").forEach(entry -> resources.add(entry.get("resource")));
            String next = null;
            for (JsonNode link : page.path("link")) {
                next = "next".equals(link.get("relation").asText())
                        ? link.get("url").asText()
                        : next;
            }
            if (next == null) {
                return resources;
            }
            page = get(URI.create(next), readerToken).json();
        }
    }

    /** A tar of these files. */
    public static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Map.Entry<String, byte[]> file : new LinkedHashMap<>(files).entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String token(String client) {
        return send(tokenRequest(base, client, "demo"))
                .json()
                .get("access_token")
                .asText();
    }

    /** The request for a token of any client, the operator's too. */
    public static HttpRequest.Builder tokenRequest(String base, String client, String secret) {
        return HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"));
    }

    public static HttpRequest.Builder request(URI uri, String bearer) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2)).header("Authorization", "Bearer " + bearer);
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
