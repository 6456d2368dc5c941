package org.tsumugi.testbed.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.elasticsearch.client.Request;
import org.tsumugi.search.elastic.Connection;

/** The embedded Elasticsearch of a server that runs on a home directory of this machine. */
final class HomeElasticsearch implements AutoCloseable {

    private static final String PORT = "http.port:";

    private final Connection connection;
    private final ElasticsearchClient client;

    HomeElasticsearch(Path home) throws IOException {
        Path directory = home.resolve("elasticsearch");
        Path configuration = directory.resolve("config");
        connection = Connection.to(
                URI.create("http://127.0.0.1:" + port(configuration.resolve("elasticsearch.yml"))),
                user(configuration.resolve("users")),
                Files.readString(directory.resolve("password")).strip(),
                "");
        client = connection.client();
    }

    private static String port(Path settings) throws IOException {
        return Files.readAllLines(settings).stream()
                .filter(line -> line.startsWith(PORT))
                .map(line -> line.substring(PORT.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IOException(settings + " names no port"));
    }

    /** The one user there is. */
    private static String user(Path users) throws IOException {
        List<String> lines = Files.readAllLines(users);
        return lines.get(0).substring(0, lines.get(0).indexOf(':'));
    }

    ElasticsearchClient client() {
        return client;
    }

    /** Empties the caches of these indices; what the operating system holds of their files stays. */
    void clearCaches(String indices) throws IOException {
        Object ignored = client.indices().clearCache(clear -> clear.index(indices));
    }

    /** Version and memory. */
    String version() throws IOException {
        Request request = new Request("GET", "/_nodes/_local");
        request.addParameter("filter_path", "nodes.*.version,nodes.*.jvm.mem.heap_max_in_bytes");
        RestClientTransport transport = (RestClientTransport) client._transport();
        try (InputStream answer =
                transport.restClient().performRequest(request).getEntity().getContent()) {
            JsonNode node =
                    new ObjectMapper().readTree(answer).path("nodes").iterator().next();
            long heap = node.path("jvm").path("mem").path("heap_max_in_bytes").asLong();
            return "Elasticsearch " + node.path("version").asText() + " with " + (heap >> 20) + " MB of heap";
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
