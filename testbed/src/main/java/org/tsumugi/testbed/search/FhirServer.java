package org.tsumugi.testbed.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** A running server's FHIR, asked as anybody on its machine may with demo clients, over one connection. */
final class FhirServer implements Counter {

    /** What the server calls its own indices, unless it is told otherwise. */
    private static final String INDICES = "tsumugi-*";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI fhir;
    private final @Nullable HomeElasticsearch elasticsearch;

    /** @param elasticsearch the server's own, whose caches are emptied before each first call; null where it is out of reach */
    FhirServer(URI server, @Nullable HomeElasticsearch elasticsearch) {
        this.fhir = server.resolve("/fhir/");
        this.elasticsearch = elasticsearch;
    }

    @Override
    public void forget() throws IOException {
        if (elasticsearch != null) {
            elasticsearch.clearCaches(INDICES);
        }
    }

    @Override
    public long count(Question question, int variation) throws IOException, InterruptedException {
        return total(question.url(variation));
    }

    /** Whether {@link #forget} does anything. */
    boolean canForget() {
        return elasticsearch != null;
    }

    /** The same number, as the total of a list. */
    long listed(Question question, int variation) throws IOException, InterruptedException {
        return total(question.url(variation).replace("_summary=count", "_count=1&_total=accurate"));
    }

    /** All resources of all types that can be searched. */
    long resources() throws IOException, InterruptedException {
        long resources = 0;
        for (JsonNode resource : get("metadata").path("rest").path(0).path("resource")) {
            if (resource.path("interaction").findValuesAsText("code").contains("search-type")) {
                resources += total(resource.path("type").asText() + "?_summary=count");
            }
        }
        return resources;
    }

    private long total(String search) throws IOException, InterruptedException {
        JsonNode total = get(search).path("total");
        if (!total.isNumber()) {
            throw new IOException("no number for " + search);
        }
        return total.asLong();
    }

    private JsonNode get(String relative) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(HttpRequest.newBuilder(encoded(relative)).GET().build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(relative + " was answered with " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }

    private URI encoded(String relative) {
        int query = relative.indexOf('?');
        String path = query < 0 ? relative : relative.substring(0, query);
        String asked = query < 0 ? null : relative.substring(query + 1);
        try {
            URI given = new URI(null, null, path, asked, null);
            return fhir.resolve(given.toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(relative, e);
        }
    }
}
