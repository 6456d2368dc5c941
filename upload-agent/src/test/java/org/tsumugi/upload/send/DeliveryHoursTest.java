package org.tsumugi.upload.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
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
import org.tsumugi.upload.send.Condition.State;

/** Hours that end while something else is waited for. */
@Timeout(60)
class DeliveryHoursTest {

    private static final String FACILITY = "1319900013";
    private static final Instant LAST_SECOND = Instant.parse("2026-04-01T06:59:59Z");
    private static final Instant BEFORE_THE_NEXT = Instant.parse("2026-04-01T18:59:59.500Z");
    private static final Instant NEXT = Instant.parse("2026-04-01T19:00:01Z");

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    private Path home = Path.of(".");

    private final SetClock clock = new SetClock();
    private final Condition condition = new Condition(clock);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Optional<ReceivingServer> server = Optional.empty();
    private Optional<Journal> journal = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        server = Optional.of(new ReceivingServer());
        receiving().refusals = "{\"patients\":[]}";
        journal = Optional.of(Journal.open(home.resolve("journal"), FACILITY, URI.create("http://127.0.0.1")));
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        receiving().close();
        journal.orElseThrow().close();
    }

    @Test
    void deliveryShouldSendNothingWhenTheHoursEndedBeforeTheListOfRefusalsCame() throws Exception {
        receiving().refusalsAway = true;
        Future<Settled> settled = deliver(Refusals.of(target(), journal.orElseThrow(), clock), Optional.empty());
        await().until(() -> condition.now().trouble().equals("REFUSALS_UNKNOWN"));

        clock.now = BEFORE_THE_NEXT;
        receiving().refusalsAway = false;

        assertThatItWaitsForTheNextHours(settled);
    }

    @Test
    void deliveryShouldSendNothingWhenTheHoursEndedBeforeThereWasAToken() throws Exception {
        receiving().tokensAway = true;
        Future<Settled> settled = deliver(nobodyRefused(), Optional.empty());
        await().until(() -> condition.now().trouble().equals("NO_CONNECTION"));

        clock.now = BEFORE_THE_NEXT;
        receiving().tokensAway = false;

        assertThatItWaitsForTheNextHours(settled);
    }

    @Test
    void deliveryShouldNotLosePatienceWithTheServerWhenOnlyTheHoursWereOver() throws Exception {
        receiving().failures.add(ReceivingServer.Failure.BUSY);
        clock.now = BEFORE_THE_NEXT;
        Future<Settled> settled = deliver(nobodyRefused(), Optional.of(PATIENCE));
        await().during(PATIENCE.plusMillis(200)).until(() -> condition.now().state() == State.OUTSIDE_HOURS);

        clock.now = NEXT;

        assertThat(settled.get(20, TimeUnit.SECONDS).result()).isEqualTo(Settled.Result.ACKNOWLEDGED);
    }

    private void assertThatItWaitsForTheNextHours(Future<Settled> settled) throws Exception {
        await().until(() -> condition.now().state() == State.OUTSIDE_HOURS);
        assertThat(receiving().received).isEmpty();
        clock.now = NEXT;

        assertThat(settled.get(20, TimeUnit.SECONDS).result()).isEqualTo(Settled.Result.ACKNOWLEDGED);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
    }

    private ReceivingServer receiving() {
        return server.orElseThrow();
    }

    private Refusals nobodyRefused() {
        return Refusals.none(journal.orElseThrow(), clock);
    }

    private Server target() throws IOException {
        return new Server(
                Connections.client(Optional.empty(), Optional.empty()),
                receiving().uri(),
                FACILITY,
                "demo-" + FACILITY,
                "demo");
    }

    private Future<Settled> deliver(Refusals refusals, Optional<Duration> patience) throws IOException {
        Delivery.Sending sending = new Delivery.Sending(
                refusals,
                new Bandwidth(0),
                Hours.parse("19:00-07:00"),
                condition,
                clock,
                patience,
                count -> {},
                new Underway(clock));
        Delivery delivery = new Delivery("lane", target(), sending);
        Outgoing file = Outgoing.small(name(), "MSH|\r".getBytes(StandardCharsets.US_ASCII));
        return threads.submit(() -> {
            List<Settled> settled = new ArrayList<>();
            delivery.deliver(List.of(file), settled::add);
            return settled.get(0);
        });
    }

    private static StoredName name() throws IOException {
        try {
            return StoredName.parse(
                    Area.STANDARDIZED,
                    "000/123/0001234560/20260401/OML-11/"
                            + "0001234560_20260401_OML-11_000000000000001_20260401090000000_081_1");
        } catch (NotAStorageNameException e) {
            throw new IOException(e);
        }
    }

    /** Shows what it is set to. */
    private static final class SetClock extends Clock {

        private volatile Instant now = LAST_SECOND;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
