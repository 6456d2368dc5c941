package org.tsumugi.server.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.llp.MinLowerLayerProtocol;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.SocketFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.mllp.MllpSender.Answer;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.receive.ByteBudget;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.server.testing.TestDatabase;

/** A hospital that sends by MLLP, with the client most of the world uses and with one that does what that cannot. */
@ServerTest
class MllpIT {

    private static final String PLAIN = "7000000001";
    private static final String TLS = "7000000002";
    private static final String UNREGISTERED = "7000000003";
    private static final int MOST = 200_000;

    private static final Path DIRECTORY = TestDatabase.newDirectory("certificates");

    @Autowired
    private MllpListeners listeners;

    @Autowired
    private RawStore raw;

    @Autowired
    private Facilities facilities;

    @Autowired
    private ByteBudget memory;

    @LocalServerPort
    private int http;

    @DynamicPropertySource
    static void listeners(DynamicPropertyRegistry registry) throws IOException, InterruptedException {
        TestCertificates certificates = new TestCertificates(DIRECTORY);
        certificates.keyStore("server", "CN=region");
        certificates.keyStore("hospital", "CN=hospital,O=Example");
        certificates.keyStore("other", "CN=other,O=Example");
        certificates.trustStore("clients", "hospital", "other");
        certificates.trustStore("servers", "server");
        registry.add("tsumugi.demo-clients", () -> true);
        String bundle = "spring.ssl.bundle.jks.mllp.";
        registry.add(
                bundle + "keystore.location",
                () -> DIRECTORY.resolve("server.p12").toUri().toString());
        registry.add(bundle + "keystore.password", () -> TestCertificates.PASSWORD);
        registry.add(
                bundle + "truststore.location",
                () -> DIRECTORY.resolve("clients.p12").toUri().toString());
        registry.add(bundle + "truststore.password", () -> TestCertificates.PASSWORD);
        listener(registry, 0, PLAIN);
        listener(registry, 1, TLS);
        registry.add("tsumugi.mllp.listeners[1].ssl-bundle", () -> "mllp");
        registry.add("tsumugi.mllp.listeners[1].subjects[0]", () -> "CN=hospital,O=Example");
        registry.add("tsumugi.mllp.listeners[1].idle", () -> "5s");
        listener(registry, 2, UNREGISTERED);
        registry.add("tsumugi.mllp.listeners[2].idle", () -> "1s");
    }

    private static void listener(DynamicPropertyRegistry registry, int index, String facility) {
        String listener = "tsumugi.mllp.listeners[" + index + "].";
        registry.add(listener + "facility", () -> facility);
        registry.add(listener + "port", () -> 0);
        registry.add(listener + "max-frame", () -> MOST + "B");
        registry.add(listener + "rules[0].when.MSH-9", () -> "ADT^A08");
        registry.add(listener + "rules[0].type", () -> "ADT-00");
    }

    private FacilityClient plain;

    @BeforeEach
    void registerFacilities() {
        plain = new FacilityClient(http, PLAIN);
        assertThat(new FacilityClient(http, TLS).status().get("facility").asText())
                .isEqualTo(TLS);
    }

    private MllpSender sender() throws IOException {
        return MllpSender.to(listeners.portOf(PLAIN));
    }

    private long received() {
        return plain.status().get("received").asLong();
    }

    @Test
    void hapisClientShouldBeAcknowledgedOnceTheBytesItSentAreKept() throws Exception {
        FacilityClient facility = new FacilityClient(http, TLS);
        long before = facility.settled().get("mapped").asLong();
        byte[] sent = MllpSender.patient("0000000101", "H1", "20240115093000.101");
        SSLContext tls = TestCertificates.client(DIRECTORY.resolve("servers.p12"), DIRECTORY.resolve("hospital.p12"));
        try (HapiContext context = new DefaultHapiContext(ValidationContextFactory.noValidation())) {
            MinLowerLayerProtocol protocol = new MinLowerLayerProtocol();
            protocol.setCharset(MllpSender.JIS);
            context.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
            context.setLowerLayerProtocol(protocol);
            context.setSocketFactory(new TlsSockets(tls));
            Message message = new PipeParser(context).parse(new String(sent, MllpSender.JIS));
            byte[] encoded = message.encode().getBytes(MllpSender.JIS);
            // last: it closes a connection that says nothing
            Connection connection = context.newClient("127.0.0.1", listeners.portOf(TLS), true);
            Message answer = connection.getInitiator().sendAndReceive(message);
            assertThat(new Terser(answer).get("/MSA-1")).isEqualTo("AA");
            assertThat(new Terser(answer).get("/MSA-2")).isEqualTo("H1");
            assertThat(new Terser(answer).get("/MSH-6")).isEqualTo("病院");
            assertThat(raw.get(Sha256.of(encoded))).isEqualTo(encoded);
            assertThat(new String(encoded, MllpSender.JIS)).contains("山田^太郎");
            connection.close();
        }
        assertThat(facility.settled().get("mapped").asLong()).isEqualTo(before + 1);
    }

    private record TlsSockets(SSLContext context) implements SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            return context.getSocketFactory().createSocket();
        }

        @Override
        public Socket createTlsSocket() throws IOException {
            return createSocket();
        }

        @Override
        public ServerSocket createServerSocket() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createTlsServerSocket() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void configureNewAcceptedSocket(Socket socket) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void pipelinedFramesShouldBeAnsweredInOrder() throws Exception {
        long before = received();
        List<String> ids =
                IntStream.range(0, 200).mapToObj(number -> "P" + number).toList();
        try (MllpSender sender = sender()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < ids.size(); i++) {
                all.writeBytes(
                        MllpSender.framed(MllpSender.patient("0000000200", ids.get(i), "20240115093000." + (100 + i))));
            }
            sender.write(all.toByteArray());
            List<String> answered = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                Answer answer = sender.answer();
                assertThat(answer.code()).isEqualTo("AA");
                answered.add(answer.controlId());
            }
            assertThat(answered).isEqualTo(ids);
        }
        assertThat(received()).isEqualTo(before + ids.size());
    }

    @Test
    void aResendAfterALostAnswerShouldBeAcknowledgedAndBeTheSameFile() throws Exception {
        byte[] message = MllpSender.patient("0000000301", "L1", "20240115093000.301");
        long before = received();
        MllpSender.to(listeners.portOf(PLAIN)).send(message).close();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> received() == before + 1);
        try (MllpSender sender = sender()) {
            Answer first = sender.send(message).answer();
            Answer second = sender.send(message).answer();
            assertThat(first.code()).isEqualTo("AA");
            assertThat(second).isEqualTo(first);
        }
        assertThat(received()).isEqualTo(before + 1);
    }

    @Test
    void aFrameAboveTheLimitShouldBeRejectedAndTheConnectionClosed() throws Exception {
        long before = received();
        byte[] message = MllpSender.patient("0000000401", "BIG", "20240115093000.401");
        byte[] largest = Arrays.copyOf(message, MOST);
        Arrays.fill(largest, message.length, MOST, (byte) '\r');
        byte[] tooLarge = Arrays.copyOf(largest, MOST + 1);
        tooLarge[MOST] = '\r';
        try (MllpSender sender = sender()) {
            assertThat(sender.send(largest).answer().code()).isEqualTo("AA");
            assertThat(sender.send(tooLarge).answer())
                    .returns("AR", Answer::code)
                    .returns("BIG", Answer::controlId);
            assertThat(sender.isAtEnd()).isTrue();
        }
        assertThat(received()).isEqualTo(before + 1);
    }

    @Test
    void whatIsNoStorageFileShouldBeRejectedAndTheNextTaken() throws Exception {
        long before = received();
        try (MllpSender sender = sender()) {
            assertThat(sender.send("hello".getBytes(MllpSender.JIS)).answer().code())
                    .isEqualTo("AR");
            assertThat(sender.send(new String(
                                            MllpSender.patient("0000000501", "N1", "20240115093000.501"),
                                            MllpSender.JIS)
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .answer())
                    .returns("AR", Answer::code)
                    .returns("N1", Answer::controlId);
            assertThat(sender.send(MllpSender.patient("0000000502", "N2", "20240115093000.502"))
                            .answer()
                            .code())
                    .isEqualTo("AA");
        }
        assertThat(received()).isEqualTo(before + 1);
    }

    @Test
    void aFacilityThatIsNotRegisteredShouldBeToldToSendAgain() throws Exception {
        byte[] message = MllpSender.patient("0000000601", "U1", "20240115093000.601");
        try (MllpSender sender = MllpSender.to(listeners.portOf(UNREGISTERED))) {
            assertThat(sender.send(message).answer().code()).isEqualTo("AE");
        }
    }

    @Test
    void aConnectionThatSaysNothingOrDripsAFrameShouldBeClosed() throws Exception {
        try (MllpSender silent = MllpSender.to(listeners.portOf(UNREGISTERED));
                MllpSender slow = MllpSender.to(listeners.portOf(UNREGISTERED))) {
            slow.write(new byte[] {0x0B, 'M'});
            assertThat(silent.isAtEnd()).isTrue();
            assertThat(slow.isAtEnd()).isTrue();
        }
    }

    @Test
    void aClientWithoutACertificateOrWithAnotherSubjectShouldNotBeLetIn() throws Exception {
        Path servers = DIRECTORY.resolve("servers.p12");
        for (SSLContext tls : List.of(
                TestCertificates.client(servers), TestCertificates.client(servers, DIRECTORY.resolve("other.p12")))) {
            Socket socket = tls.getSocketFactory().createSocket("127.0.0.1", listeners.portOf(TLS));
            try (MllpSender sender = new MllpSender(socket)) {
                assertThatThrownBy(() -> sender.send(MllpSender.patient("0000000701", "T1", "20240115093000.701"))
                                .answer())
                        .isInstanceOf(IOException.class);
            }
        }
        try (MllpSender sender = MllpSender.to(listeners.portOf(TLS))) {
            assertThatThrownBy(() -> sender.send(MllpSender.patient("0000000702", "T2", "20240115093000.702"))
                            .answer())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSuspendedFacilityShouldBeToldToSendAgainUntilItIsLetInAgain() throws Exception {
        byte[] message = MllpSender.patient("0000000801", "S1", "20240115093000.801");
        long before = received();
        try (MllpSender sender = sender()) {
            facilities.suspend(PLAIN, true);
            try {
                assertThat(sender.send(message).answer().code()).isEqualTo("AE");
            } finally {
                facilities.suspend(PLAIN, false);
            }
            assertThat(received()).isEqualTo(before);
            assertThat(sender.send(message).answer().code()).isEqualTo("AA");
        }
        assertThat(received()).isEqualTo(before + 1);
    }

    @Test
    void framesShouldBeFoundBetweenGarbageAndWithoutTheirLastByteAlsoOverTls() throws Exception {
        SSLContext tls = TestCertificates.client(DIRECTORY.resolve("servers.p12"), DIRECTORY.resolve("hospital.p12"));
        byte[] garbage = "MSH|garbage\r\n\u001C\r\u0000\u0007".getBytes(MllpSender.JIS);
        try (MllpSender sender =
                new MllpSender(tls.getSocketFactory().createSocket("127.0.0.1", listeners.portOf(TLS)))) {
            for (int i = 1; i <= 3; i++) {
                byte[] frame = MllpSender.framed(MllpSender.patient("0000000901", "G" + i, "20240115093000.90" + i));
                sender.write(garbage).write(Arrays.copyOf(frame, frame.length - 1));
                assertThat(sender.answer()).returns("AA", Answer::code).returns("G" + i, Answer::controlId);
            }
        }
    }

    @Test
    void twoConnectionsWithTheSameMessagesShouldGetTheSameReceipts() throws Exception {
        long before = received();
        ExecutorService hospitals = Executors.newFixedThreadPool(2);
        try {
            Callable<List<Answer>> hospital = () -> {
                List<Answer> answers = new ArrayList<>();
                try (MllpSender sender = sender()) {
                    for (int i = 0; i < 50; i++) {
                        answers.add(
                                sender.send(MllpSender.patient("0000001001", "D" + i, "20240115093001." + (100 + i)))
                                        .answer());
                    }
                }
                return answers;
            };
            List<Future<List<Answer>>> both = hospitals.invokeAll(List.of(hospital, hospital));
            assertThat(both.get(0).get())
                    .hasSize(50)
                    .allMatch(answer -> answer.code().equals("AA"))
                    .isEqualTo(both.get(1).get());
        } finally {
            hospitals.shutdownNow();
        }
        assertThat(received()).isEqualTo(before + 50);
    }

    @Test
    void undecodableBytesBelowAHeaderLineShouldBeKeptAsTheyAreAndSetAside() throws Exception {
        byte[] message = {'M', 'S', 'H', '|', '^', '~', '\\', '&', '|', (byte) 0xFF, (byte) 0x80, 0x1B, 'X', '\r'};
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(("#SSMIX,2.00," + PLAIN + ",0000001101,-,ADT-00,999999999999999,INS,-,20240115093000000\r")
                .getBytes(MllpSender.JIS));
        frame.writeBytes(message);
        long quarantined = plain.settled().get("quarantined").asLong();
        try (MllpSender sender = sender()) {
            assertThat(sender.send(frame.toByteArray()).answer().code()).isEqualTo("AA");
        }
        assertThat(raw.get(Sha256.of(message))).isEqualTo(message);
        assertThat(plain.settled().get("quarantined").asLong()).isEqualTo(quarantined + 1);
    }

    @Test
    void aHugeHeaderSegmentShouldBeAnsweredShortly() throws Exception {
        String much = "x".repeat(MOST - 10_000);
        try (MllpSender sender = sender()) {
            Answer answer = sender.send(MllpSender.patient("0000001201", much, "20240115093000.120"))
                    .answer();
            assertThat(answer.code()).isEqualTo("AA");
            assertThat(much).startsWith(answer.controlId());
            assertThat(answer.controlId()).hasSizeBetween(199, 1000);
        }
    }

    @Test
    void aConnectionThatIsResetInAFrameShouldLeaveNothing() throws Exception {
        long before = received();
        byte[] frame = MllpSender.framed(MllpSender.patient("0000001301", "R1", "20240115093000.130"));
        for (int length = 1; length < frame.length - 1; length += 20) {
            MllpSender sender = sender();
            sender.write(Arrays.copyOf(frame, length)).reset();
        }
        try (MllpSender sender = sender()) {
            assertThat(sender.send(MllpSender.patient("0000001302", "R2", "20240115093000.131"))
                            .answer()
                            .code())
                    .isEqualTo("AA");
        }
        assertThat(received()).isEqualTo(before + 1);
    }

    @Test
    void aLargeFrameShouldWaitForRoomInMemory() throws Exception {
        byte[] message = MllpSender.patient("0000001401", "M1", "20240115093000.140");
        byte[] large = Arrays.copyOf(message, MOST);
        Arrays.fill(large, message.length, MOST, (byte) '\r');
        ByteBudget.Share all = memory.share();
        try (MllpSender sender = sender();
                MllpSender small = sender()) {
            all.await(Long.MAX_VALUE / 2);
            sender.send(large);
            assertThat(small.send(MllpSender.patient("0000001402", "M2", "20240115093000.140"))
                            .answer()
                            .code())
                    .isEqualTo("AA");
            assertThat(sender.getsNothing()).isTrue();
            all.close();
            assertThat(sender.answer()).returns("AA", Answer::code).returns("M1", Answer::controlId);
        } finally {
            all.close();
        }
    }

    @Test
    void aSenderThatReadsNoAnswersShouldBeClosed() throws Exception {
        String much = "&".repeat(500);
        byte[] frame = MllpSender.framed(("MSH|^~\\&|" + much + "|" + much + "|" + much + "|" + much
                        + "|20240115093000||ADT^A08|1|P|2.5\r" + "PID|||0000001501\r")
                .getBytes(MllpSender.JIS));
        try (MllpSender sender = MllpSender.to(listeners.portOf(UNREGISTERED))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        try {
                            sender.write(frame);
                            return false;
                        } catch (IOException closed) {
                            return true;
                        }
                    });
        }
    }

    @Test
    void aHandshakeThatDripsShouldBeClosed() throws Exception {
        try (MllpSender slow = MllpSender.to(listeners.portOf(TLS))) {
            slow.write(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00});
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        try {
                            slow.write(new byte[] {1});
                            return false;
                        } catch (IOException closed) {
                            return true;
                        }
                    });
        }
    }
}
