package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tsumugi.upload.send.Json;
import org.tsumugi.upload.send.TokenClient;

/** One facility's view of the server: single files and the status. One connection. */
final class ServerClient {

    private static final long POLL_MILLIS = 100;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI fhir;
    private final String patients;
    private final URI root;
    private final TokenClient tokens;

    ServerClient(URI server, String facility) {
        this.fhir = server.resolve("/fhir/");
        this.patients = "urn:oid:1.2.392.100495.20.3.51.1" + facility;
        this.root = server.resolve("/ssmix2/" + facility + "/");
        this.tokens = new TokenClient(http, server, "demo-" + facility, "demo");
    }

    /** The status of one PUT. */
    int put(String path, byte[] content) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Authorization", "Bearer " + tokens.token())
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(content))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** Waits until nothing of the facility is pending, and gives the last status. */
    Map<String, String> awaitNothingPending() throws IOException, InterruptedException {
        Map<String, String> status = status();
        while (!"0".equals(status.get("pending"))) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            status = status();
        }
        return status;
    }

    /** How many files of the facility wait. */
    long pending() throws IOException, InterruptedException {
        return Long.parseLong(status().getOrDefault("pending", "0"));
    }

    /** Whether FHIR knows the facility's patient of this number; asked as anybody on the machine may with demo clients. */
    boolean hasPatient(String number) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        fhir.resolve("Patient?_summary=count&identifier=" + patients + "%7C" + number))
                .GET()
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() != 200) {
            throw new IOException("a search answered " + response.statusCode());
        }
        return !"0".equals(Json.members(response.body()).get("total"));
    }

    private Map<String, String> status() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("status"))
                .header("Authorization", "Bearer " + tokens.token())
                .GET()
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() != 200) {
            throw new IOException("the status of a facility answered " + response.statusCode());
        }
        return Json.members(response.body());
    }
}
