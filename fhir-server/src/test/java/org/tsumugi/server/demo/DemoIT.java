package org.tsumugi.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.testing.ServerTest;

@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class DemoIT {

    private static final DemoNetwork NETWORK = new DemoNetwork(2, 6, 11);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Pattern PARAMETER = Pattern.compile("--data-urlencode '([^=]+)=([^']*)'");

    @LocalServerPort
    int port;

    @Autowired
    Facilities facilities;

    @TempDir
    Path home;

    @Test
    void startShouldLoadTheNetworkOnceAndPrintExamplesWithAnswers() throws Exception {
        String first = run();

        assertThat(first).contains("Tsumugi is ready", "準備ができました", "/s", "http://127.0.0.1:" + port + "/");
        List<String> curls =
                first.lines().filter(line -> line.startsWith("curl ")).toList();
        assertThat(curls).hasSize(5);
        for (String curl : curls) {
            assertThat(answer(curl).getEntry()).as(curl).isNotEmpty();
        }
        assertThat(facilities.all()).hasSizeGreaterThanOrEqualTo(NETWORK.facilities());

        String second = run();

        assertThat(second.lines().filter(line -> line.startsWith("curl ")).toList())
                .isEqualTo(curls);
        assertThat(second).doesNotContain("Generate", "Upload");
    }

    @Test
    void loadShouldContinueWhenTheFirstOneWasInterrupted() throws Exception {
        DemoNetwork other = new DemoNetwork(1, 3, 12);
        DemoHome demoHome = new DemoHome(home, other);
        Files.createDirectories(
                demoHome.storages().resolveSibling("storages.draft").resolve("left-over"));
        CountDownLatch stop = new CountDownLatch(1);
        DemoLoader loader = new DemoLoader(other, demoHome, server(), interrupting(Thread.currentThread()), stop);
        assertThatThrownBy(loader::load).isInstanceOfAny(IOException.class, InterruptedException.class);
        Thread.interrupted();
        assertThat(demoHome.isGenerated()).isTrue();

        assertThat(demoHome.isLoaded()).isFalse();
        new DemoLoader(other, demoHome, server(), silent(), stop).load();

        assertThat(demoHome.isLoaded()).isTrue();
        String facility = loader.facilities().get(0);
        String status = new HttpProbe(port)
                .get("/ssmix2/" + facility + "/status", new HttpProbe(port).token("demo-" + facility))
                .body();
        assertThat(status).contains("\"received\":" + files(demoHome.storages()), "\"pending\":0", "\"quarantined\":0");
    }

    private String run() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (Demo demo = new Demo(NETWORK, home, new PrintStream(written, true, StandardCharsets.UTF_8))) {
            demo.start(server());
            await().atMost(LONG)
                    .until(() -> written.toString(StandardCharsets.UTF_8).contains("Ctrl-C"));
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    private Bundle answer(String curl) throws IOException, InterruptedException {
        String path = curl.replaceAll(".*http://[^/]+(/\\S+).*", "$1");
        Matcher parameters = PARAMETER.matcher(curl);
        String query = parameters
                .results()
                .map(found -> found.group(1) + "=" + URLEncoder.encode(found.group(2), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = new HttpProbe(port).get(path + "?" + query, null);
        assertThat(answer.statusCode()).as(curl).isEqualTo(200);
        return FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, answer.body());
    }

    private URI server() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static long files(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /** Interrupts whoever loads as soon as something of the upload was answered. */
    private static Progress.Display interrupting(Thread loading) {
        return (task, total) -> new Progress() {
            @Override
            public void at(long done) {
                if (task.contains("Upload") && done > 0) {
                    loading.interrupt();
                }
            }

            @Override
            public void close() {}
        };
    }

    private static Progress.Display silent() {
        return (task, total) -> new Progress() {
            @Override
            public void at(long done) {}

            @Override
            public void close() {}
        };
    }
}
