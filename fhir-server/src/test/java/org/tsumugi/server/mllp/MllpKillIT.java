package org.tsumugi.server.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.server.mllp.MllpSender.Answer;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.FreePorts;
import org.tsumugi.server.testing.MadeHome;
import org.tsumugi.server.testing.ServerProcess;

/** A server that is killed after it kept a message and before its sender knows, and one whose database is. */
class MllpKillIT {

    private static final String FACILITY = "7000000010";
    private static final int MESSAGES = 400;

    @TempDir
    private Path directory;

    @Test
    void nothingThatWasAcknowledgedShouldBeLostWhenDatabaseAndServerAreKilled() throws Exception {
        int mllp = FreePorts.next();
        MadeHome.at(directory.resolve("home"));
        ServerProcess killed = start(mllp);
        FacilityClient before = new FacilityClient(killed.port(), FACILITY);
        assertThat(sendAllWhileTheDatabaseDies(mllp)).isEqualTo(MESSAGES);
        assertThat(received(before)).isEqualTo(MESSAGES);

        byte[] last = MllpSender.patient("0000000901", "K1", "20240115093000.901");
        try (MllpSender sender = MllpSender.to(mllp)) {
            sender.send(last);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> received(before) == MESSAGES + 1);
            assertThat(before.feed("0000000902", "\"active\": true").status()).isEqualTo(201);
            killed.kill();
        }
        try (ServerProcess again = start(mllp);
                MllpSender sender = MllpSender.to(mllp)) {
            assertThat(sender.send(last).answer()).returns("AA", Answer::code).returns("K1", Answer::controlId);
            FacilityClient after = new FacilityClient(again.port(), FACILITY);
            assertThat(received(after)).isEqualTo(MESSAGES + 2);
            assertThat(after.settled().get("mapped").asLong()).isEqualTo(2);
            assertThat(after.status().get("superseded").asLong()).isEqualTo(MESSAGES);
        }
    }

    /** Sends each message again until it is acknowledged, as a hospital's system does; returns how many were. */
    private int sendAllWhileTheDatabaseDies(int mllp) throws IOException {
        int acknowledged = 0;
        try (MllpSender sender = MllpSender.to(mllp)) {
            for (int i = 0; i < MESSAGES; i++) {
                if (i == MESSAGES / 4) {
                    postmaster().destroyForcibly();
                }
                byte[] message = MllpSender.patient("0000000901", "N" + i, "20240115093000." + (100 + i));
                Answer answer = sender.send(message).answer();
                for (int tries = 1; answer.code().equals("AE") && tries < 100; tries++) {
                    assertThat(answer.text()).contains("send again");
                    answer = sender.send(message).answer();
                }
                assertThat(answer).returns("AA", Answer::code).returns("N" + i, Answer::controlId);
                acknowledged++;
            }
        }
        return acknowledged;
    }

    private ProcessHandle postmaster() throws IOException {
        Path file = directory.resolve("home/postgresql/data/postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
                .orElseThrow();
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
}
