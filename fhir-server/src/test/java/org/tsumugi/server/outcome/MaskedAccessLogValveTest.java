package org.tsumugi.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AccessLogValve;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedAccessLogValveTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "/ssmix2/1399900101/012/345/0123456789/-/ADT-00/0123456789_-_ADT-00, /ssmix2/1399900101/*",
        "/ssmix2/1399900101/status, /ssmix2/1399900101/*",
        "/ssmix2/1399900101, /ssmix2/1399900101/*",
        "/%73smix2/1399900101/0123456789, /*",
        "//ssmix2/1399900101/0123456789, /*",
        "/ssmix2/0123456789-/x, /*",
        "/, /",
        "/fhir/Patient, /fhir/Patient"
    })
    void maskShouldKeepOnlyTheFacilityOfAStoragePath(String path, String masked) {
        assertThat(MaskedAccessLogValve.mask(path)).isEqualTo(masked);
    }

    @Test
    void logShouldHoldNoQueryStorageOrReferer() throws Exception {
        AccessLogValve configured = new AccessLogValve();
        configured.setDirectory(folder.toString());
        configured.setPattern("%h %t \"%r\" %s %U %q %{Referer}i %{User-Agent}i %{query}r");

        send(MaskedAccessLogValve.of(configured), "/ssmix2/1399900101/0123456789/ADT-00?name=0123456789");

        assertThat(log())
                .contains("GET /ssmix2/1399900101/* HTTP/1.1", "the-agent")
                .doesNotContain("0123456789", "ADT-00", "name=");
    }

    private void send(AccessLogValve log, String path) throws LifecycleException, IOException, InterruptedException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.addContext("", new File(folder.toString()).getAbsolutePath());
        log.setBuffered(false);
        tomcat.getEngine().getPipeline().addValve(log);
        tomcat.getConnector();
        tomcat.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Referer", "http://127.0.0.1/?name=0123456789")
                    .header("User-Agent", "the-agent")
                    .build();
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
            // it is written after the answer
            Awaitility.await().until(() -> !log().isEmpty());
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private String log() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> log = files.filter(
                            file -> file.getFileName().toString().startsWith("access_log"))
                    .findFirst();
            return log.isPresent() ? Files.readString(log.get()) : "";
        }
    }
}
