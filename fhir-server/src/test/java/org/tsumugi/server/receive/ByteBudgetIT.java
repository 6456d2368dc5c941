package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.receive.FacilityClient.Reply;
import org.tsumugi.server.testing.ServerTest;

/** Many senders at once share little memory: they wait, and everything is acknowledged. */
@ServerTest
@TestPropertySource(properties = {"tsumugi.demo-clients=true", "tsumugi.receive.memory=2MB"})
class ByteBudgetIT {

    private static final int SENDERS = 12;
    private static final int FILES = 6;
    private static final int[] SIZES = {200 << 10, 900 << 10, 3 << 20};

    @LocalServerPort
    int port;

    @Autowired
    ByteBudget memory;

    @Test
    void everySenderShouldBeServedInTheEnd() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Callable<Void>> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                FacilityClient client = new FacilityClient(port, "14176543%02d".formatted(i));
                Map<String, byte[]> files = files(i);
                senders.add(i % 2 == 0 ? () -> tar(client, files) : () -> puts(client, files));
            }
            for (Future<Void> sender : threads.invokeAll(senders)) {
                sender.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void sendersShouldWaitForRoomAndComeBackWhenThereIsNone() throws Exception {
        FacilityClient client = new FacilityClient(port, "1417654351");
        // More than the connection holds by itself: whoever is refused has not sent all of it
        Map<String, byte[]> files = files(51, 40);
        Map.Entry<String, byte[]> small = files.entrySet().iterator().next();
        client.token();
        try (ByteBudget.Share all = memory.share()) {
            all.await(Long.MAX_VALUE / 2);
            CompletableFuture<Reply> tar = CompletableFuture.supplyAsync(() -> client.post(FacilityClient.tar(files)));
            Reply put = client.put(small.getKey(), small.getValue());
            assertThat(put.status()).isEqualTo(503);
            assertThat(put.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(tar.get().status()).isEqualTo(503);
        }
        assertThat(client.status().get("received").asInt()).isZero();
        assertThat(client.put(small.getKey(), small.getValue()).status()).isEqualTo(201);
        assertThat(client.post(FacilityClient.tar(files)).status()).isEqualTo(200);
        assertThat(client.status().get("received").asInt()).isEqualTo(files.size());
    }

    private static Void tar(FacilityClient client, Map<String, byte[]> files) {
        Reply reply = client.post(FacilityClient.tar(files));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(FacilityClient.lines(reply))
                .hasSize(FILES)
                .allSatisfy(line -> assertThat(line.get("status").asInt()).isEqualTo(201));
        return null;
    }

    private static Void puts(FacilityClient client, Map<String, byte[]> files) {
        files.forEach((path, content) ->
                assertThat(client.put(path, content).status()).as(path).isEqualTo(201));
        return null;
    }

    /** Files below and above what is taken into memory. */
    private static Map<String, byte[]> files(int seed) {
        return files(seed, FILES);
    }

    private static Map<String, byte[]> files(int seed, int number) {
        Random random = new Random(seed);
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < number; i++) {
            byte[] content = new byte[SIZES[i % SIZES.length]];
            random.nextBytes(content);
            files.put(
                    "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_%015d_20260401103000000_01_1".formatted(i),
                    content);
        }
        return files;
    }

    /** A large file is passed on as it comes; what it says must not depend on that. */
    @Test
    void largeFileShouldBeTheSameHoweverItIsSent() {
        FacilityClient client = new FacilityClient(port, "1417654350");
        String path = "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_000000000000009_20260401103000000_01_1";
        byte[] content = new byte[(2 << 20) + 1];
        java.util.Arrays.fill(content, (byte) 'x');
        content[content.length - 1] = '\r';
        byte[] withoutLineEnd = java.util.Arrays.copyOf(content, content.length - 1);

        assertThat(client.put(path, content).status()).isEqualTo(201);
        Reply again = client.post(FacilityClient.tar(Map.of(path, content)));
        assertThat(FacilityClient.lines(again).get(0).get("outcome").asText()).isEqualTo("known");
        JsonNode lastLine = FacilityClient.lines(client.post(FacilityClient.tar(Map.of(path, withoutLineEnd))))
                .get(0);
        assertThat(lastLine.path("issue").isMissingNode())
                .as("contents that differ in the last line end alone say the same")
                .isTrue();
    }
}
