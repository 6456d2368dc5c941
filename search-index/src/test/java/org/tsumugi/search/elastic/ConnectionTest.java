package org.tsumugi.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.search.IndexUnavailableException;

class ConnectionTest {

    private static final String USER = "reader";
    private static final String PASSWORD = "wörd:of-honour";
    private static final String STATE = "{\"cluster_name\":\"c\",\"cluster_uuid\":\"abc123\"}";

    @TempDir
    private Path directory = Path.of(".");

    private static String clusterId(URI url, String certificate) {
        try (Connection connection = Connection.to(url, USER, PASSWORD, certificate)) {
            return new ElasticsearchInstallation(connection, "test", Layout.SINGLE_NODE).clusterId();
        }
    }

    @Test
    void connectionShouldShowTheUserToWhoeverHasTheCertificate() throws Exception {
        ServerKeys keys = ServerKeys.make(directory, "server");
        try (AnsweringServer server = AnsweringServer.secure(keys.ofServer(), STATE)) {
            assertThat(clusterId(server.url(), keys.certificate().toString())).isEqualTo("abc123");
            assertThat(server.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.authorization())
                            .isEqualTo("Basic "
                                    + Base64.getEncoder()
                                            .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void connectionShouldAskBelowThePathThatIsGiven() throws Exception {
        try (AnsweringServer server = AnsweringServer.plain(STATE)) {
            for (String path : new String[] {"", "/", "/es", "/es/"}) {
                assertThat(clusterId(URI.create(server.url() + path), "")).isEqualTo("abc123");
            }
            assertThat(server.asked())
                    .extracting(AnsweringServer.Asked::path)
                    .containsExactly(
                            "/_cluster/state/version",
                            "/_cluster/state/version",
                            "/es/_cluster/state/version",
                            "/es/_cluster/state/version");
        }
    }

    @Test
    void connectionShouldRefuseAUrlThatItCannotUseWithoutTellingIt() {
        for (String url : new String[] {
            "https://reader:secret@search.example:9200/",
            "ftp://search.example/secret",
            "search.example:9200",
            "https:secret",
            "https:///secret",
            "https://search_secret:9200",
            "https://search.example/?secret",
            "https://search.example/#secret"
        }) {
            assertThatIllegalArgumentException()
                    .as(url)
                    .isThrownBy(() -> clusterId(URI.create(url), ""))
                    .withMessageContaining("URL of Elasticsearch")
                    .withMessageNotContaining("secret");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clusterId(URI.create("http://127.0.0.1:1"), "certificate.pem"))
                .withMessageContaining("https");
    }

    @Test
    void connectionShouldRefuseWhoeverHasAnotherCertificate() throws Exception {
        ServerKeys keys = ServerKeys.make(directory, "server");
        ServerKeys others = ServerKeys.make(directory, "other");
        try (AnsweringServer server = AnsweringServer.secure(others.ofServer(), STATE)) {
            for (String trusted : new String[] {keys.certificate().toString(), ""}) {
                assertThatExceptionOfType(IndexUnavailableException.class)
                        .isThrownBy(() -> clusterId(server.url(), trusted))
                        .withMessageContaining("SSLHandshakeException")
                        .withMessageNotContainingAny(USER, PASSWORD, "Basic");
            }
            assertThatExceptionOfType(IndexUnavailableException.class)
                    .as("the certificate is not for that name")
                    .isThrownBy(() -> clusterId(
                            server.url("localhost"), others.certificate().toString()));
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void connectionShouldNotBeMadeWithoutTheCertificateAskedFor() throws Exception {
        URI nowhere = URI.create("https://127.0.0.1:1");
        Path broken = Files.writeString(directory.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nno\n");
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        for (Path file : new Path[] {broken, empty}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> clusterId(nowhere, file.toString()))
                    .withMessageContaining(file.toString());
        }
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(
                        () -> clusterId(nowhere, directory.resolve("none.pem").toString()));
    }

    @Test
    void clusterIdShouldNotBeToldBeforeThereIsOne() throws Exception {
        for (String without : new String[] {"{\"cluster_name\":\"c\",\"cluster_uuid\":\"_na_\"}", "{}"}) {
            try (AnsweringServer server = AnsweringServer.plain(without)) {
                assertThatExceptionOfType(IndexUnavailableException.class)
                        .isThrownBy(() -> clusterId(server.url(), ""));
            }
        }
        assertThatExceptionOfType(IndexUnavailableException.class)
                .isThrownBy(() -> clusterId(URI.create("http://127.0.0.1:1"), ""));
    }
}
