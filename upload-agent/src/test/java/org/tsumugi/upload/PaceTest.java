package org.tsumugi.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tsumugi.upload.ReceivingServer.Body;

/** How much goes over the line at a time, and how fast. */
@Timeout(90)
class PaceTest extends AgentTestBase {

    private static final int BANDWIDTH = 100_000;

    @Test
    void bandwidthShouldHoldForOneLargeFile() throws Exception {
        Path file = file(PATIENT, "20260401", "20260401090000000");
        write(file, 300_000);

        assertThat(run(slow(BANDWIDTH)).complete()).isTrue();

        assertThat(server.bodies).singleElement().satisfies(body -> {
            assertThat(body.method()).isEqualTo("PUT");
            assertThatItKeptThePace(body);
        });
    }

    @Test
    void bandwidthShouldHoldForOneBatch() throws Exception {
        write(file(PATIENT, "20260401", "20260401090000000"), 120_000);
        write(file(PATIENT, "20260402", "20260402090000000"), 120_000);

        assertThat(run(slow(BANDWIDTH)).complete()).isTrue();

        assertThat(server.bodies).singleElement().satisfies(body -> {
            assertThat(body.method()).isEqualTo("POST");
            assertThatItKeptThePace(body);
        });
    }

    @Test
    void bandwidthShouldCountWhatGoesOverTheLineAndNotWhatItWas() throws Exception {
        Path file = file(PATIENT, "20260401", "20260401090000000");
        Files.write(file, new byte[10_000_000]);

        assertThat(run(slow(BANDWIDTH)).complete()).isTrue();

        assertThat(server.bodies)
                .singleElement()
                .satisfies(body -> assertThat(Duration.ofNanos(body.nanos())).isLessThan(Duration.ofSeconds(50)));
    }

    @Test
    void agentShouldStopInTheMiddleOfASlowBody() throws Exception {
        write(file(PATIENT, "20260401", "20260401090000000"), 3_000_000);
        AgentSettings settings = slow(10_000);

        try (Following following = new Following(settings)) {
            soon().until(() -> server.begun.get() == 1);
            assertThat(following.failure()).isEmpty();
        }

        assertThat(server.bodies).isEmpty();
        assertThat(server.received).isEmpty();
        assertThat(server.reports.get("sender")).contains("\"state\":\"STOPPED\"");
    }

    @Test
    void bodiesShouldBeCompressed() throws Exception {
        Path large = file(PATIENT, "20260401", "20260401090000000");
        Files.writeString(large, "MSH|^~\\&|the same again\r".repeat(20_000));
        file("0001234561", "20260401", "20260401090000000");
        AgentSettings settings = settings();

        assertThat(run(settings.with(settings.pace().withBatches(100, 100_000))).complete())
                .isTrue();

        assertThat(server.bodies).extracting(Body::method).containsExactlyInAnyOrder("PUT", "POST");
        assertThat(server.bodies).extracting(Body::encoding).containsOnly("gzip");
        assertThat(server.bodies).extracting(Body::bytes).allMatch(bytes -> bytes < 10_000);
    }

    @Test
    void connectionsShouldSendAtTheSameTimeAndOnePatientInOrder() throws Exception {
        for (int patient = 0; patient < 8; patient++) {
            for (int day = 1; day < 4; day++) {
                file("000123456" + patient, "2026040" + day, "2026040" + day + "090000000");
            }
        }
        CountDownLatch two = new CountDownLatch(2);
        Set<String> underway = ConcurrentHashMap.newKeySet();
        Set<String> twice = ConcurrentHashMap.newKeySet();
        AtomicInteger most = new AtomicInteger();
        server.arrived = paths -> {
            String patient = patient(paths.get(0));
            if (!underway.add(patient)) {
                twice.add(patient);
            }
            two.countDown();
            awaitOr(two, Duration.ofSeconds(20));
            most.accumulateAndGet(underway.size(), Math::max);
            underway.remove(patient);
        };
        AgentSettings settings = settings();

        run(settings.with(settings.pace().withConnections(4).withBatches(1, 1 << 20)));

        assertThat(most).hasValueGreaterThan(1);
        assertThat(twice).isEmpty();
        for (int patient = 0; patient < 8; patient++) {
            String number = "000123456" + patient;
            assertThat(server.inOrder.stream().filter(path -> patient(path).equals(number)))
                    .hasSize(3)
                    .isSorted();
        }
    }

    private static void assertThatItKeptThePace(Body body) {
        double seconds = body.nanos() / 1e9;
        assertThat(body.bytes() / (double) BANDWIDTH).isBetween(seconds - 10, seconds + 1);
    }

    private static void awaitOr(CountDownLatch latch, Duration atMost) {
        try {
            latch.await(atMost.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String patient(String path) {
        return List.of(path.split("/", -1)).get(2);
    }

    private AgentSettings slow(int bandwidth) {
        AgentSettings settings = settings();
        return settings.with(settings.pace().withBandwidth(bandwidth));
    }

    private static void write(Path file, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        old(Files.write(file, content));
    }
}
