package org.tsumugi.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.upload.follow.Rounds;
import org.tsumugi.upload.journal.Journal;

/** A server whose store was restored from a backup: it has some of what it acknowledged. */
class RestoredServerTest extends AgentTestBase {

    private static final String DATE = "20260401";
    private static final String FIRST = path(PATIENT, DATE, "20260401090000000", '1');

    @BeforeEach
    void fill() throws IOException {
        file(PATIENT, DATE, "20260401090000000");
        file("0001234561", DATE, "20260401090000000");
    }

    @Test
    void nextRunShouldSendEverythingAgainAndReportIt() throws Exception {
        server.storeEpoch = "first";
        run(settings());
        restore("second");

        AgentSummary summary = run(settings());

        assertThat(summary.acknowledged()).isEqualTo(2);
        assertThat(server.received).containsKey(FIRST);
        assertThat(server.reports.get("sender")).contains("\"everythingAgainSince\":\"20");
        assertThat(server.reports.values())
                .anySatisfy(report -> assertThat(report).contains("\"STORE_RESTORED\":1"));
        assertThat(run(settings()).files()).isZero();
    }

    @Test
    void watchShouldSendEverythingAgainAndGoOn() throws Exception {
        server.storeEpoch = "first";
        AgentSettings settings = settling();
        Rounds often = new Rounds(Duration.ofMillis(500), Duration.ofHours(24), 0);
        try (Following following = new Following(settings.with(settings.pace().withRounds(often)))) {
            soon().until(() -> server.received.size() == 2);
            soon().until(() -> epoch().equals(Optional.of("first")));

            restore("second");

            soon().until(() -> server.received.size() == 2);
            file("0001234562", DATE, "20260401090000000");
            soon().until(() -> server.received.size() == 3);
            assertThat(following.failure()).isEmpty();
        }
        assertThat(server.reports.get("sender")).contains("\"everythingAgainSince\":\"20", "STOPPED");
        assertThat(epoch()).contains("second");
    }

    @Test
    void journalThatKnowsNoStoreShouldRememberTheFirstItSees() throws Exception {
        run(settings());
        server.storeEpoch = "first";

        assertThat(run(settings()).files()).isZero();
        assertThat(epoch()).contains("first");
        restore("second");
        assertThat(run(settings()).acknowledged()).isEqualTo(2);
    }

    @Test
    void serverThatDoesNotTellItsStoreShouldBeTakenForTheSame() throws Exception {
        server.storeEpoch = "first";
        run(settings());
        server.storeEpoch = null;

        assertThat(run(settings()).files()).isZero();
        assertThat(epoch()).contains("first");
        server.received.clear();
        assertThat(run(settings()).acknowledged()).isEqualTo(2);
    }

    private void restore(String epoch) {
        server.received.remove(FIRST);
        server.storeEpoch = epoch;
    }

    private Optional<String> epoch() throws IOException {
        try (Journal journal = Journal.readOnly(home.resolve("journal"))) {
            return journal.meta("store.epoch");
        }
    }
}
