package org.tsumugi.upload.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
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

    @Test
    void requestThatTakesTooLongShouldBeMadeSmallerAndLargerAgainAfterSome() throws Exception {
        ReceivingServer slow = server.orElseThrow();
        slow.mostFiles = 4;
        List<Outgoing> files = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            files.add(small(i));
        }

        delivery(new RequestTime(Duration.ofSeconds(2), 1 << 20, 1 << 20)).deliver(files, file -> {
            settled.add(file);
            slow.mostFiles = settled.size() < 32 ? 4 : Integer.MAX_VALUE;
        });

        assertThat(slow.batches).containsExactly(4, 4, 4, 4, 4, 4, 4, 4, 8, 8, 8, 8);
        assertThat(settled).extracting(Settled::number).isSorted().hasSize(64);
        // 64, 32, 16 and 8 files took too long
        assertThat(errors).hasSize(4).containsOnly("NO_CONNECTION");
    }

    @Test
    void answerThatStopsInTheMiddleShouldBeNoticed() throws Exception {
        server.orElseThrow().failures.add(ReceivingServer.Failure.STOPPED_ANSWER);

        delivery(new RequestTime(Duration.ofSeconds(2), 1 << 20, 1 << 20))
                .deliver(List.of(small(0), small(1), small(2)), settled::add);

        assertThat(settled).extracting(Settled::number).containsExactly(0, 1, 2);
        assertThat(server.orElseThrow().batches).containsExactly(3, 2);
        assertThat(errors).containsExactly("ANSWER_CUT");
    }

    @Test
    void largeFileOfWhichNothingIsTakenShouldBeGivenUpLongBeforeItsTime() throws Exception {
        server.orElseThrow().leaveUnread = path -> true;
        byte[] content = new byte[8 << 20];
        new Random(1).nextBytes(content);
        Path file = Files.write(home.resolve("large"), content);
        Outgoing large = Outgoing.large(name(0), file, content.length);
        Delivery delivery = delivery(new RequestTime(Duration.ofSeconds(2), 1, 1));

        assertThatThrownBy(() -> delivery.deliver(List.of(large), settled::add))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(settled).isEmpty();
    }

    @Test
    void requestShouldHaveTheTimeItNeedsAtTheLeastSpeedTheServerAccepts() throws Exception {
        BatchSender sender = new BatchSender(target(), RequestTime.DEFAULT, new Bandwidth(0));

        assertThat(sender.postRequest(new byte[4 << 20]).timeout()).contains(Duration.ofSeconds(120 + 4_096));
        assertThat(sender.putRequest(Outgoing.large(name(0), home, 4L << 30), new LocalFile(home))
                        .timeout())
                .contains(Duration.ofSeconds(120 + (4L << 20)));
        assertThat(RequestTime.DEFAULT.silence(4L << 30)).isEqualTo(Duration.ofSeconds(120 + 1_024));
    }

    private static Outgoing small(int number) throws IOException {
        return Outgoing.small(name(number), "MSH|\r".getBytes(StandardCharsets.US_ASCII));
    }

    private Server target() throws IOException {
        return new Server(
                Connections.client(Optional.empty(), Optional.empty()),
                server.orElseThrow().uri(),
                FACILITY,
                "demo-" + FACILITY,
                "demo");
    }

    private Delivery delivery() throws IOException {
        return delivery(RequestTime.DEFAULT);
    }

    private Delivery delivery(RequestTime time) throws IOException {
        Clock clock = Clock.systemUTC();
        return new Delivery(
                "lane",
                target(),
                new Delivery.Sending(
                        Refusals.none(journal.orElseThrow(), clock),
                        new Bandwidth(0),
                        Hours.ALWAYS,
                        new Condition(clock),
                        clock,
                        Optional.of(Duration.ofSeconds(2)),
                        count -> errors.add(count.code()),
                        new Underway(clock)),
                time);
    }

    private static StoredName name(int number) throws IOException {
        try {
            String patient = String.format(Locale.ROOT, "00012345%02d", number);
            return StoredName.parse(
                    Area.STANDARDIZED,
                    "000/123/" + patient + "/20260401/OML-11/" + patient
                            + "_20260401_OML-11_000000000000001_20260401090000000_081_1");
        } catch (NotAStorageNameException e) {
            throw new IOException(e);
        }
    }
}
