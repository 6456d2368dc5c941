package org.tsumugi.server.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.server.mllp.MllpSender.Answer;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.ServerProcess;

/** A server that is killed after it kept a message and before its sender knows. */
class MllpKillIT {

    private static final String FACILITY = "7000000010";

    @TempDir
    private Path directory;

    @Test
    void aMessageSentAgainAfterAKillShouldBeAcknowledgedAndBeThereOnce() throws Exception {
        byte[] message = MllpSender.patient("0000000901", "K1", "20240115093000.901");
        int mllp = freePort();
        ServerProcess killed = start(mllp);
        FacilityClient before = new FacilityClient(killed.port(), FACILITY);
        try (MllpSender sender = MllpSender.to(mllp)) {
            sender.send(message);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> received(before) == 1);
            killed.kill();
        }
        try (ServerProcess again = start(mllp);
                MllpSender sender = MllpSender.to(mllp)) {
            assertThat(sender.send(message).answer())
                    .returns("AA", Answer::code)
                    .returns("K1", Answer::controlId);
            FacilityClient after = new FacilityClient(again.port(), FACILITY);
            assertThat(received(after)).isEqualTo(1);
            assertThat(after.settled().get("mapped").asLong()).isEqualTo(1);
        }
    }

    private static long received(FacilityClient facility) {
        return facility.status().get("received").asLong();
    }

    private ServerProcess start(int mllp) throws IOException {
        return ServerProcess.start(
                directory.resolve("home"),
                directory.resolve("log"),
                "--tsumugi.mllp.listeners[0].facility=" + FACILITY,
                "--tsumugi.mllp.listeners[0].port=" + mllp,
                "--tsumugi.mllp.listeners[0].rules[0].when.MSH-9=ADT^A08",
                "--tsumugi.mllp.listeners[0].rules[0].type=ADT-00");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
