package org.tsumugi.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.upload.ReceivingServer;

class TestbedTest {

    private static final String FACILITY = "1319900013";

    @TempDir
    private Path directory = Path.of(".");

    private ReceivingServer server = start();

    private static ReceivingServer start() {
        try {
            return new ReceivingServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void generate() {
        int status = Testbed.run(
                "generate", "--facilities", "1", "--patients", "3", "--seed", "7", "--out", directory.toString());
        assertThat(status).isZero();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void uploadShouldEndWithZeroWhenEverythingIsAcknowledged() {
        assertThat(upload()).isZero();
        assertThat(server.received).hasSizeGreaterThan(10);
    }

    @Test
    void uploadShouldSendExtendedAndTransactionStoragesUnderTheirNames() {
        int status = Testbed.run(
                "generate", "--facilities", "1", "--patients", "40", "--transaction", "--out", directory.toString());
        assertThat(status).isZero();

        assertThat(upload()).isZero();
        assertThat(server.received.keySet())
                .anyMatch(path -> path.matches("extended/.+/\\d+_\\d{8}_DS01\\^.+_1/main_document\\.xml"))
                .anyMatch(path -> path.matches("transaction/\\d{4}/TR_\\d{17}_\\d{5}\\.DAT"));
    }

    @Test
    void uploadShouldEndWithOneWhenAFileIsRefused() {
        server.refuse = path -> path.contains("/ADT-00/");

        assertThat(upload()).isOne();
    }

    @Test
    void uploadShouldEndWithOneWhenStorageIsMissing() {
        int status = Testbed.run(
                "upload",
                "--storage",
                "nowhere",
                "--facility",
                FACILITY,
                "--server",
                server.uri().toString());

        assertThat(status).isOne();
    }

    @Test
    void benchIngestShouldSendWarmUpMainAndNaiveSets() {
        int status = Testbed.run(
                "bench",
                "ingest",
                "--server",
                server.uri().toString(),
                "--facilities",
                "1",
                "--files",
                "60",
                "--warm",
                "20",
                "--naive",
                "10");

        assertThat(status).isZero();
        assertThat(server.received).hasSizeGreaterThanOrEqualTo(90);
    }

    private int upload() {
        return Testbed.run(
                "upload",
                "--storage",
                directory.resolve(FACILITY).toString(),
                "--facility",
                FACILITY,
                "--server",
                server.uri().toString());
    }
}
