package org.tsumugi.server.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.tsumugi.server.testing.ReadersByHeader;

/** FHIR searches over HTTP, as a client makes them. */
final class RegionByHttp {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    RegionByHttp(int port) {
        this.base = "http://127.0.0.1:" + port + "/fhir/";
    }

    /** An answer. */
    record Answer(int status, JsonNode json) {

        long total() {
            return json.path("total").asLong(-1);
        }

        List<JsonNode> entries() {
            return StreamSupport.stream(json.path("entry").spliterator(), false).toList();
        }

        String diagnostics() {
            return json.path("issue").path(0).path("diagnostics").asText();
        }
    }

    /** Names and values by turns, encoded. */
    static String query(String type, String... pairs) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.add(pairs[i] + "=" + URLEncoder.encode(pairs[i + 1], UTF_8));
        }
        return type + "?" + String.join("&", parameters);
    }

    static String and(String query, String more) {
        return query + (query.endsWith("?") ? "" : "&") + more;
    }

    /** @param reads codes of the facilities that the reader may read; none for all */
    Answer get(String query, String... reads) {
        return get(URI.create(base + query), reads);
    }

    private Answer get(URI uri, String... reads) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (reads.length > 0) {
            request.header(ReadersByHeader.READS, String.join(",", Arrays.asList(reads)));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All matches, page by page. */
    List<JsonNode> all(String query, String... reads) {
        List<JsonNode> all = new ArrayList<>();
        Answer page = get(and(query, "_count=1000"), reads);
        while (true) {
            if (page.status() != 200) {
                throw new AssertionError("answered " + page.status());
            }
            page.entries().stream()
                    .filter(entry -> entry.path("search").path("mode").asText().equals("match"))
                    .forEach(all::add);
            String next = StreamSupport.stream(page.json().path("link").spliterator(), false)
                    .filter(link -> link.path("relation").asText().equals("next"))
                    .map(link -> link.path("url").asText())
                    .findFirst()
                    .orElse("");
            if (next.isEmpty()) {
                return all;
            }
            page = get(URI.create(next), reads);
        }
    }

    TreeSet<String> ids(String query, String... reads) {
        return all(query, reads).stream()
                .map(entry -> entry.path("resource").path("id").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    long count(String query, String... reads) {
        Answer answer = get(and(query, "_summary=count"), reads);
        if (answer.status() != 200) {
            throw new AssertionError(query + " is answered " + answer.status() + " " + answer.diagnostics());
        }
        return answer.total();
    }

    /** The answer to a batch of searches. */
    JsonNode batch(String... queries) {
        ObjectNode bundle =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "batch");
        for (String query : queries) {
            bundle.withArray("entry")
                    .addObject()
                    .putObject("request")
                    .put("method", "GET")
                    .put("url", query);
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(base))
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString(bundle.toString()))
                .build();
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
