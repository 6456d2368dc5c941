package org.tsumugi.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.tsumugi.server.access.DemoClients;
import org.tsumugi.upload.send.Json;
import org.tsumugi.upload.send.TokenClient;

/** Asks the server, as the facility would, what became of its files. */
final class FacilityStatus {

    private final HttpClient http;
    private final URI endpoint;
    private final TokenClient tokens;

    FacilityStatus(HttpClient http, URI server, String facility) {
        this.http = http;
        this.endpoint = server.resolve("/ssmix2/" + facility + "/status");
        this.tokens = new TokenClient(http, server, DemoClients.clientId(facility), DemoClients.SECRET);
    }

    /** Files that wait to be mapped. */
    long pending() throws IOException, InterruptedException {
        HttpResponse<String> answer = ask();
        if (answer.statusCode() == 401) {
            tokens.forget();
            answer = ask();
        }
        if (answer.statusCode() != 200) {
            throw new IOException("the status of a facility was answered with HTTP " + answer.statusCode());
        }
        Map<String, String> members = Json.members(answer.body());
        String pending = members.get("pending");
        if (pending == null) {
            throw new IOException("the status of a facility does not say how many files are pending");
        }
        return Long.parseLong(pending);
    }

    private HttpResponse<String> ask() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + tokens.token())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
