package org.tsumugi.testbed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FhirServerTest {

    private static final String METADATA = """
            {"resourceType": "CapabilityStatement", "rest": [{"resource": [
              {"type": "Binary", "interaction": [{"code": "read"}]},
              {"type": "Condition", "interaction": [{"code": "read"}, {"code": "search-type"}]},
              {"type": "Patient", "interaction": [{"code": "search-type"}]}]}]}
            """;

    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of("/fhir/metadata", METADATA));
    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            String answer = answers.get(exchange.getRequestURI().toString());
            byte[] body = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private static Question question(String id) {
        return Question.all().stream()
                .filter(one -> one.theme().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countShouldBeTheTotalOfTheSearch() throws Exception {
        answers.put(
                "/fhir/Condition?code-name:contains=%E5%BF%83%E4%B8%8D%E5%85%A8&_summary=count",
                "{\"resourceType\": \"Bundle\", \"total\": 12}");

        assertThat(new FhirServer(url(), null).count(question("T3"), 0)).isEqualTo(12);
    }

    @Test
    void countShouldFailWhenTheServerDoesNotAnswerOrTellsNoNumber() {
        answers.put(
                "/fhir/MedicationRequest?code-name:contains=%E9%8C%A0&_summary=count",
                "{\"resourceType\": \"Bundle\"}");
        FhirServer server = new FhirServer(url(), null);

        assertThatThrownBy(() -> server.count(question("T3"), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
        assertThatThrownBy(() -> server.count(question("one character"), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no number");
    }

    @Test
    void resourcesShouldBeThoseOfAllTypesThatCanBeSearched() throws Exception {
        answers.put("/fhir/Condition?_summary=count", "{\"total\": 12}");
        answers.put("/fhir/Patient?_summary=count", "{\"total\": 30}");

        assertThat(new FhirServer(url(), null).resources()).isEqualTo(42);
    }

    @Test
    void commandShouldNeedAHomeForAllButHttp() {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new SearchCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(said));

        assertThat(command.execute("--server", url().toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(command.execute("--only", "http")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).contains("--home is needed");
    }
}
