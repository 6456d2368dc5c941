package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tsumugi.server.embedded.RunningElasticsearch.Answer;
import org.tsumugi.server.testing.TestDatabase;

/** What one embedded Elasticsearch answers, and whom. It is started once: that takes long. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedElasticsearchIT {

    private static final Duration START = Duration.ofMinutes(4);
    private static final String MARKER = "Yamada7Hanako";

    private final Path directory = TestDatabase.newDirectory("search");
    private final EmbeddedElasticsearch search = EmbeddedElasticsearch.start(directory, 256);
    private final RunningElasticsearch running = new RunningElasticsearch(directory, search.url());

    @BeforeAll
    void awaitServing() {
        search.awaitServing(START);
    }

    @AfterAll
    void close() throws IOException {
        search.close();
        RunningElasticsearch.removePrograms(directory);
    }

    @Test
    void startShouldNotWaitUntilElasticsearchServes() throws Exception {
        Path other = TestDatabase.newDirectory("search");
        EmbeddedElasticsearch starting = EmbeddedElasticsearch.start(other, 128);
        try (starting) {
            assertThat(starting.serves()).isFalse();
            assertThat(starting.url()).isNotEqualTo(search.url());
            assertThatThrownBy(() -> starting.awaitServing(Duration.ZERO))
                    .isInstanceOf(EmbeddedSearchException.class)
                    .hasMessageContaining(other.resolve("logs").toString())
                    .hasMessageContaining("tsumugi.search.url");
        }
        assertThatThrownBy(() -> starting.awaitServing(START))
                .isInstanceOf(EmbeddedSearchException.class)
                .hasMessageContaining("stopped");
        // an engine that its launcher has only just started ends when it finds the launcher gone
        await().atMost(START).until(() -> RunningElasticsearch.nothingRunsOn(other));
        RunningElasticsearch.removePrograms(other);
        assertThat(search.serves()).isTrue();
    }

    @Test
    void answerShouldBeGivenToTheOnlyUserAlone() throws Exception {
        assertThat(search.user()).isEqualTo("tsumugi");
        assertThat(search.password()).isEqualTo(running.password()).hasSizeGreaterThan(40);
        assertThat(running.ask("GET", "/_cluster/health", "").status()).isEqualTo(200);
        for (String credentials : List.of("", "tsumugi:guess", "elastic:changeme", "elastic:" + search.password())) {
            assertThat(running.ask("GET", "/_cluster/health", "", credentials).status())
                    .isEqualTo(401);
        }
        for (String secret : List.of("password", "config/users", "config/transport.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theUserShouldMakeFillSearchAndRemoveIndices() throws Exception {
        assertThat(running.ask(
                                "PUT",
                                "/made",
                                "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{"
                                        + "\"name\":{\"type\":\"text\",\"analyzer\":\"whitespace\"},"
                                        + "\"r\":{\"type\":\"nested\",\"properties\":{\"c\":{\"type\":\"integer\"}}}}}}")
                        .status())
                .isEqualTo(200);
        assertThat(running.ask(
                                "POST",
                                "/_bulk?refresh=true",
                                "{\"index\":{\"_index\":\"made\",\"_id\":\"1\",\"version\":7,\"version_type\":\"external\"}}\n"
                                        + "{\"name\":\"心不 不全\",\"r\":[{\"c\":1},{\"c\":2}]}\n")
                        .body())
                .contains("\"errors\":false");
        assertThat(running.ask(
                                "POST",
                                "/made/_search?filter_path=hits.total",
                                "{\"query\":{\"bool\":{\"filter\":[{\"match_phrase\":{\"name\":\"心不 不全\"}},"
                                        + "{\"nested\":{\"path\":\"r\",\"query\":{\"term\":{\"r.c\":2}}}}]}}}")
                        .body())
                .contains("\"value\":1");
        assertThat(running.ask("POST", "/_aliases", "{\"actions\":[{\"add\":{\"index\":\"made\",\"alias\":\"a\"}}]}")
                        .status())
                .isEqualTo(200);
        assertThat(running.ask("PUT", "/made/_settings", "{\"index.refresh_interval\":\"-1\"}")
                        .status())
                .isEqualTo(200);
        assertThat(running.ask("GET", "/_cluster/settings", "").status()).isEqualTo(200);
        assertThat(running.ask("DELETE", "/made", "").status()).isEqualTo(200);
    }

    @Test
    void indexShouldNotBeMadeByWritingToIt() throws Exception {
        assertThat(running.ask("PUT", "/unmade/_doc/1", "{}").status()).isEqualTo(404);
    }

    @Test
    void diskShouldCountAsFullByFreeSpaceNotByShare() throws Exception {
        assertThat(running.ask("GET", "/_nodes/_local/settings?flat_settings=true", "")
                        .body())
                .contains("disk.watermark.flood_stage\":\"200mb\"");
    }

    @Test
    void portsShouldBeOnLoopbackOnly() throws Exception {
        String addresses = running.ask("GET", "/_nodes/_local/http,transport?filter_path=nodes.*.*.bound_address", "")
                .body();
        assertThat(addresses).contains("127.0.0.1:" + search.url().replaceAll(".*:", ""));
        assertThat(addresses.replaceAll("\"127\\.0\\.0\\.1:\\d+\"", "")).doesNotContainPattern("\\d+\\.\\d+");
    }

    @Test
    void transportShouldTrustNobodyWithoutItsKey() throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustsAll()}, null);
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", transportPort())) {
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        int answer = socket.getInputStream().read();
                        assertThat(answer).as("what it says to a stranger").isEqualTo(-1);
                    })
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("certificate");
        }
    }

    @Test
    void logsShouldHoldNothingOfQueriesAndDocuments() throws Exception {
        assertThat(running.ask(
                                "PUT",
                                "/logged",
                                "{\"settings\":{"
                                        + "\"index.search.slowlog.threshold.query.warn\":\"0s\","
                                        + "\"index.search.slowlog.threshold.fetch.warn\":\"0s\","
                                        + "\"index.indexing.slowlog.threshold.index.warn\":\"0s\"},"
                                        + "\"mappings\":{\"dynamic\":\"strict\",\"properties\":{"
                                        + "\"n\":{\"type\":\"integer\"},\"d\":{\"type\":\"date\"},\"k\":{\"type\":\"keyword\"}}}}")
                        .status())
                .isEqualTo(200);
        // an index none of whose shards has a place: every request to it is the server's failure
        assertThat(running.ask(
                                "PUT",
                                "/nowhere?wait_for_active_shards=0",
                                "{\"settings\":{\"index.routing.allocation.require._name\":\"nobody\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(running.ask("PUT", "/logged/_doc/" + MARKER, "{\"k\":\"" + MARKER + "\"}")
                        .status())
                .isEqualTo(201);
        assertRejectedWithMarker(400, "PUT", "/logged/_doc/" + MARKER, "{\"n\":\"" + MARKER + "\"}");
        assertRejectedWithMarker(400, "PUT", "/logged/_doc/1", "{\"" + MARKER + "\":1}");
        assertRejectedWithMarker(400, "PUT", "/logged/_doc/1", "{\"k\":\"" + MARKER.repeat(4000) + "\"}");
        assertRejectedWithMarker(400, "POST", "/logged/_search", "{\"query\":{\"term\":{\"n\":\"" + MARKER + "\"}}}");
        assertRejectedWithMarker(400, "POST", "/logged/_search", "{\"query\":{\"" + MARKER + "\":{}}}");
        assertRejectedWithMarker(
                400,
                "POST",
                "/logged/_search",
                "{\"query\":{\"regexp\":{\"k\":\"(.*" + MARKER + "){900}(.*b){900}\"}}}");
        assertRejectedWithMarker(503, "PUT", "/nowhere/_doc/" + MARKER + "?timeout=10ms", "{\"k\":\"" + MARKER + "\"}");
        assertRejectedWithMarker(503, "GET", "/nowhere/_doc/" + MARKER, "");
        for (String index : List.of("logged", "nowhere")) {
            running.ask("GET", "/" + index + "/_search?preference=" + MARKER + "&q=k:" + MARKER, "");
        }
        // deprecated
        running.ask("POST", "/logged/_search", "{\"query\":{\"range\":{\"k\":{\"from\":\"" + MARKER + "\"}}}}");
        sendGarbageToTransport();

        String logs = logs();

        assertThat(logs).contains("started");
        assertThat(logs).doesNotContainIgnoringCase(MARKER);
        assertThat(logs).doesNotContainIgnoringCase(HexFormat.of().formatHex(MARKER.getBytes(StandardCharsets.UTF_8)));
        assertThat(logs).doesNotContain("deprecation");
        assertThat(running.ask("DELETE", "/nowhere,logged", "").status()).isEqualTo(200);
    }

    @Test
    void distributionShouldStayAsUnpacked() throws Exception {
        Path elsewhere = TestDatabase.newDirectory("distribution");
        Path fresh = ElasticsearchDistribution.unpackedBelow(elsewhere).directory();
        Path used = ElasticsearchDistribution.unpackedBelow(directory).directory();
        assertThat(files(used)).isEqualTo(files(fresh)).containsKey("bin/elasticsearch");
        RunningElasticsearch.removePrograms(elsewhere);
    }

    @Test
    void engineShouldRunAsAnOrdinaryUserWhenServerIsRoot() throws Exception {
        Assumptions.assumeThat(System.getProperty("user.name")).isEqualTo("root");
        String map = Files.readString(ofEngine("uid_map")).strip();
        assertThat(map).matches("1000 +0 +1");
    }

    @Test
    void engineShouldBeToldNothingOfTheServersEnvironment() throws Exception {
        List<String> names = Stream.of(Files.readString(ofEngine("environ"), StandardCharsets.ISO_8859_1)
                        .split("\0"))
                .map(variable -> variable.replaceFirst("=.*", ""))
                .toList();
        assertThat(names).contains("ES_PATH_CONF");
        assertThat(names)
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "LANG",
                        "ES_JAVA_HOME",
                        "ES_PATH_CONF",
                        "ES_TMPDIR",
                        "CLI_JAVA_OPTS",
                        // what shells and the launcher add
                        "PWD",
                        "OLDPWD",
                        "SHLVL",
                        "_",
                        "HOSTNAME",
                        "LIBFFI_TMPDIR");
    }

    private Path ofEngine(String name) {
        long pid = RunningElasticsearch.engine(directory).orElseThrow().pid();
        return Path.of("/proc", Long.toString(pid), name);
    }

    private void assertRejectedWithMarker(int status, String method, String path, String body) throws Exception {
        Answer answer = running.ask(method, path, body);
        assertThat(answer.status()).as(path + " " + body).isEqualTo(status);
        assertThat(answer.body()).contains(MARKER);
    }

    private int transportPort() throws Exception {
        String body = running.ask("GET", "/_nodes/_local/transport?filter_path=nodes.*.transport.publish_address", "")
                .body();
        Matcher port = Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(body);
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private void sendGarbageToTransport() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", transportPort());
                InputStream input = socket.getInputStream()) {
            socket.getOutputStream().write((MARKER + "\n").repeat(10).getBytes(StandardCharsets.UTF_8));
            input.readAllBytes();
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        await().atMost(START).until(() -> logs().contains("plaintext traffic"));
    }

    private String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory.resolve("logs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream raw = Files.newInputStream(file);
                        InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
                    text.append(new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return text.toString();
    }

    private static Map<String, Long> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> directory.relativize(file).toString(),
                            file -> file.toFile().length()));
        }
    }

    private static final class TrustsAll implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
