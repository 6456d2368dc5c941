package org.tsumugi.upload.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import org.tsumugi.upload.ReceivingServer;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.rule.Area;
import org.tsumugi.upload.rule.StoredName;
import org.tsumugi.upload.send.Settled.Result;

@Timeout(60)
class DeliveryTest {

    private static final String FACILITY = "1319900013";

    @TempDir
    private Path home = Path.of(".");

    private final List<Settled> settled = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private Optional<ReceivingServer> server = Optional.empty();
    private Optional<Journal> journal = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        server = Optional.of(new ReceivingServer());
        journal = Optional.of(Journal.open(home.resolve("journal"), FACILITY, URI.create("http://127.0.0.1")));
    }

    @AfterEach
    void stop() throws IOException {
        server.orElseThrow().close();
        journal.orElseThrow().close();
    }

    @Test
    void largeFileThatCannotBeReadShouldFailByItselfAndKeepNobodyWaiting() throws Exception {
        Path readable = Files.writeString(home.resolve("readable"), "MSH|\r");
        // Opens, and fails when it is read
        Path directory = Files.createDirectory(home.resolve("directory"));
        // Does not open
        Path loop = home.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        Delivery delivery = delivery();

        for (Path file : List.of(directory, loop, home.resolve("gone"), readable)) {
            delivery.deliver(List.of(Outgoing.large(name(settled.size()), file, 5)), settled::add);
        }

        assertThat(settled)
                .extracting(Settled::result)
                .containsExactly(Result.UNREADABLE, Result.UNREADABLE, Result.FAILED, Result.ACKNOWLEDGED);
        assertThat(errors).isEmpty();
        assertThat(server.orElseThrow().received).containsOnlyKeys(name(3).path());
    }

    private Delivery delivery() throws IOException {
        Clock clock = Clock.systemUTC();
        Server target = new Server(
                Connections.client(Optional.empty(), Optional.empty()),
                server.orElseThrow().uri(),
                FACILITY,
                "demo-" + FACILITY,
                "demo");
        return new Delivery(
                "lane",
                target,
                new Delivery.Sending(
                        Refusals.none(journal.orElseThrow(), clock),
                        new Bandwidth(0),
                        Hours.ALWAYS,
                        new Condition(clock),
                        clock,
                        Optional.of(Duration.ofSeconds(2)),
                        count -> errors.add(count.code()),
                        new Underway(clock)));
    }

    private static StoredName name(int number) throws IOException {
        try {
            String patient = "000123456" + number;
            return StoredName.parse(
                    Area.STANDARDIZED,
                    "000/123/" + patient + "/20260401/OML-11/" + patient
                            + "_20260401_OML-11_000000000000001_20260401090000000_081_1");
        } catch (NotAStorageNameException e) {
            throw new IOException(e);
        }
    }
}
