package org.tsumugi.server.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.FreePorts;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.server.testing.TestDatabase;

/** The receiving port, over real TLS: what it serves, and that nothing else can be reached over it. */
@ServerTest
class ReceiveConnectorIT {

    private static final String FILE =
            "/000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_000000000000001_20260401103000000_01_1";
    private static final String TRICKLE = "POST /oauth2/token HTTP/1.1\r\nHost: hospital-gateway.example\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 2000\r\n\r\ngrant_type=";
    private static final Path KEY_STORE = TestDatabase.newDirectory("tls").resolve("receive.p12");
    /** Fewer than usual, so that they are quickly taken. */
    private static final int THREADS = 36;

    private static int receivePort;

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @DynamicPropertySource
    static void receiving(DynamicPropertyRegistry registry) throws Exception {
        TestCertificate.make(KEY_STORE, "first");
        receivePort = FreePorts.next();
        registry.add("tsumugi.receive.address", () -> "127.0.0.1");
        registry.add("tsumugi.receive.port", () -> receivePort);
        registry.add("tsumugi.receive.threads", () -> THREADS);
        registry.add("tsumugi.receive.ssl-bundle", () -> "hospitals");
        registry.add("spring.ssl.bundle.jks.hospitals.keystore.location", () -> "file:" + KEY_STORE);
        registry.add("spring.ssl.bundle.jks.hospitals.keystore.password", () -> TestCertificate.PASSWORD);
        registry.add("spring.ssl.bundle.jks.hospitals.keystore.type", () -> "PKCS12");
        registry.add("spring.ssl.bundle.jks.hospitals.reload-on-update", () -> "true");
        registry.add("spring.ssl.bundle.watch.file.quiet-period", () -> "200ms");
    }

    private static HttpClient client() throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(TestCertificate.trusting(KEY_STORE))
                .build();
    }

    private static HttpResponse<String> send(String method, String path, @Nullable String authorization, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + receivePort + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (path.equals("/oauth2/token")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        return client().send(request.build(), BodyHandlers.ofString());
    }

    private String token(String facility) throws Exception {
        CommandLineRun added = CommandLineRun.of(home.directory(), "client", "list", facility);
        String command = added.exit() == 0 ? "client rotate" : "facility add";
        CommandLineRun run = CommandLineRun.of(home.directory(), (command + " " + facility).split(" "));
        assertThat(run.exit()).as(run.err()).isZero();
        String id = run.lines().get(0).substring("TSUMUGI_CLIENT_ID=".length());
        String secret = run.lines().get(1).substring("TSUMUGI_CLIENT_SECRET=".length());
        String credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                send("POST", "/oauth2/token", "Basic " + credentials, "grant_type=client_credentials");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void facilityShouldSendOverTls() throws Exception {
        String facility = "1397654301";
        String bearer = "Bearer " + token(facility);

        assertThat(send("PUT", "/ssmix2/" + facility + FILE, bearer, "MSH|").statusCode())
                .isEqualTo(201);
        assertThat(send("GET", "/ssmix2/" + facility + "/status", bearer, "").body())
                .contains("\"received\":1");
        assertThat(send("GET", "/ssmix2/" + facility + "/refusals", bearer, "").statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/ssmix2/" + facility + "/status", null, "").statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/ssmix2/1397654399/status", bearer, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void facilityShouldFeedIdentitiesOverTls() throws Exception {
        String facility = "1397654302";
        String bearer = "Bearer " + token(facility);
        String feed = "/fhir/Patient?identifier=" + PatientIds.system(facility) + "%7C1";

        assertThat(send("PUT", feed, bearer, "{").statusCode())
                .as("no media type")
                .isEqualTo(415);
        assertThat(send("PUT", feed, null, "{").statusCode()).isEqualTo(401);
        assertThat(send("GET", feed, bearer, "").statusCode()).isEqualTo(404);
        assertThat(send("PUT", "/fhir/Patient", bearer, "{").statusCode()).isEqualTo(404);
        assertThat(send("PUT", "/fhir/Observation?identifier=1", bearer, "{").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/fhir",
                "/fhir/metadata",
                "/fhir/Patient",
                "/ssmix2",
                "/ssmix2/../fhir/metadata",
                "/ssmix2/%2e%2e/fhir/metadata",
                "/ssmix2/x/../../fhir/metadata",
                "/ssmix2/..;x=1/fhir/metadata",
                "/oauth2/token/../../fhir/metadata",
                "//fhir/metadata",
                "/%66hir/metadata",
                "/fhir;x=1/metadata",
                "/oauth2/jwks",
                "/oauth2",
                "/oauth2/authorize",
                "/actuator",
                "/actuator/health",
                "/operator/jobs",
                "/tsumugi.css",
                "/no/such/thing"
            })
    void nothingElseShouldBeReached(String path) throws Exception {
        HttpResponse<String> nowhere = send("GET", "/nothing", null, "");

        HttpResponse<String> answer = send("GET", path, null, "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(nowhere.body()).contains("There is nothing here.");
        assertThat(HttpProbe.comparable(answer)).isEqualTo(HttpProbe.comparable(nowhere));
    }

    @Test
    void nothingElseShouldBeReachedWithATokenEither() throws Exception {
        String bearer = "Bearer " + token("1397654302");

        for (String path : new String[] {"/fhir/metadata", "/fhir/Patient", "/operator/jobs", "/actuator/health"}) {
            assertThat(send("GET", path, bearer, "").statusCode()).as(path).isEqualTo(404);
        }
        assertThat(send("POST", "/operator/facilities", bearer, "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void plainHttpShouldBeRefused() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receivePort + "/ssmix2/1/status"))
                                .version(HttpClient.Version.HTTP_1_1)
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("ssmix2");
    }

    @Test
    void serverShouldBeKnownByAnyNameHereAndByItsOwnOnLoopback() throws Exception {
        String request = "GET /ssmix2/1397654303/status HTTP/1.1\r\nHost: hospital-gateway.example\r\n"
                + "Connection: close\r\n\r\n";
        try (Socket tls =
                TestCertificate.trusting(KEY_STORE).getSocketFactory().createSocket("127.0.0.1", receivePort)) {
            assertThat(answer(tls, request)).startsWith("HTTP/1.1 401");
        }
        try (Socket loopback = new Socket("127.0.0.1", port)) {
            assertThat(answer(loopback, request)).startsWith("HTTP/1.1 400");
        }
    }

    /** Anybody can do this: no secret, no token, and a body that never comes. */
    @Test
    void tokenRequestsThatDoNotComeShouldNotShutOutHospitals() throws Exception {
        String facility = "1397654305";
        String bearer = "Bearer " + token(facility);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS + 4; i++) {
                Socket socket = tls();
                slow.add(socket);
                write(socket, TRICKLE);
            }
            long start = System.nanoTime();
            assertThat(send("PUT", "/ssmix2/" + facility + FILE, bearer, "MSH|").statusCode())
                    .isEqualTo(201);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));

            HttpResponse<String> refused = send("POST", "/oauth2/token", null, "");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> send("POST", "/oauth2/token", null, "grant_type=client_credentials")
                                .statusCode()
                        == 401);
    }

    @Test
    void tokenRequestThatTricklesShouldBeCutOff() throws Exception {
        try (Socket socket = tls()) {
            long start = System.nanoTime();
            write(socket, TRICKLE);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isClosedFor(socket));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(25));
        }
    }

    private static boolean isClosedFor(Socket socket) {
        try {
            write(socket, "x");
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private static Socket tls() throws Exception {
        return TestCertificate.trusting(KEY_STORE).getSocketFactory().createSocket("127.0.0.1", receivePort);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket, String request) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void renewedCertificateShouldBeTakenUpWithoutARestart() throws Exception {
        String before = certificate();
        String after = before.equals("CN=first") ? "CN=renewed" : "CN=first";

        TestCertificate.make(KEY_STORE, after.substring("CN=".length()));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> certificate().equals(after));
        assertThat(send("GET", "/ssmix2/1397654304/status", null, "").statusCode())
                .isEqualTo(401);
    }

    private static String certificate() throws Exception {
        try (SSLSocket socket = (SSLSocket)
                TestCertificate.trusting(KEY_STORE).getSocketFactory().createSocket("127.0.0.1", receivePort)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }
}
