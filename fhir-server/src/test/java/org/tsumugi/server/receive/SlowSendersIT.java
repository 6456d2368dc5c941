package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.testing.ServerTest;

/** Hospitals with slow lines cost the others nothing. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class SlowSendersIT {

    private static final String FILE =
            "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_000000000000001_20260401103000000_01_1";
    private static final int SLOW = 64;
    private static final Duration AT_ONCE = Duration.ofSeconds(15);

    @LocalServerPort
    int port;

    /** A hospital in the middle of sending. */
    private record Slow(Socket socket, byte[] body, int sent) {

        void finish() throws IOException {
            socket.getOutputStream().write(body, sent, body.length - sent);
            socket.getOutputStream().flush();
        }

        String answer() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Slow begin(String facility, byte[] tar, int sent) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        OutputStream out = socket.getOutputStream();
        out.write(head(facility, new FacilityClient(port, facility).token(), tar.length));
        out.write(tar, 0, sent);
        out.flush();
        return new Slow(socket, tar, sent);
    }

    private static byte[] head(String facility, String token, int length) {
        return ("POST /ssmix2/" + facility + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/x-tar\r\nConnection: close\r\nContent-Length: " + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void slowHospitalsShouldNotShutOutOthers() throws Exception {
        byte[] content = new byte[20_000];
        Arrays.fill(content, (byte) 'x');
        byte[] tar = FacilityClient.tar(Map.of(FILE, content));
        List<Slow> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(begin("14188770%02d".formatted(i), tar, tar.length / 2));
            }
            FacilityClient other = new FacilityClient(port, "1418877099");

            long start = System.nanoTime();
            assertThat(other.put(FILE, content).status()).isEqualTo(201);
            assertThat(FacilityClient.lines(other.post(tar))
                            .get(0)
                            .get("status")
                            .asInt())
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);

            for (Slow one : slow) {
                one.finish();
                assertThat(one.answer()).startsWith("HTTP/1.1 200").contains("\"status\":201");
            }
        } finally {
            for (Slow one : slow) {
                one.socket().close();
            }
        }
    }

    /** What was received of a slow sender is neither kept in memory nor put at risk until the rest has come. */
    @Test
    void slowSenderShouldHearOfItsFirstFilesBeforeItsLast() throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 1; i <= 3; i++) {
            files.put(FILE.replace("000000001_", "00000000%d_".formatted(i)), new byte[3_000]);
        }
        byte[] tar = FacilityClient.tar(files);
        int ofOneFile = 512 + 3 * 1024;
        Slow slow = begin("1418877096", tar, ofOneFile);
        try (Socket socket = slow.socket()) {
            Duration pause = Duration.ofSeconds(3);
            Awaitility.await().pollDelay(pause).until(() -> true);
            socket.getOutputStream().write(tar, ofOneFile, ofOneFile);
            socket.getOutputStream().flush();

            socket.setSoTimeout((int) AT_ONCE.toMillis());
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = answer.readLine();
            while (!line.contains("\"status\":201")) {
                line = answer.readLine();
            }
            assertThat(line).contains("000000001_");

            new Slow(socket, tar, 2 * ofOneFile).finish();
            assertThat(answer.lines().filter(each -> each.contains("\"status\":201")))
                    .hasSize(2);
        }
    }

    /** It is answered, and would keep its thread for as long as it likes. */
    @Test
    void senderThatWasRefusedAndGoesOnSlowlyShouldBeCutOff() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(head("1418877098", "nonsense", 100_000_000));
            out.flush();
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");

            Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> isClosed(socket));
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            socket.getOutputStream().flush();
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** What is refused at once while it is sent quickly, is read to its end, so that the answer arrives. */
    @Test
    void senderThatWasRefusedAndIsQuickShouldGetItsAnswer() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            int length = 20_000_000;
            OutputStream out = socket.getOutputStream();
            out.write(head("1418877097", "nonsense", length));
            out.write(new byte[length]);
            out.flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401");
        }
    }
}
