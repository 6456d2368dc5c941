package org.tsumugi.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.upload.rule.Rules;

/** The transaction storage by itself, whose records are what is sent, and beside a standardized one, where they say where to look. */
class TransactionStorageTest extends AgentTestBase {

    private static final String OTHER = "0001234561";
    private static final String TR = "TR_20260401000000000_00001.DAT";

    @Test
    void tailShouldSendARecordWhenTheNextHeaderIsThere() throws Exception {
        write(TR, record(PATIENT, 1) + half(OTHER, 2));
        try (Following following = new Following(slowly())) {
            soon().until(() -> server.received.containsKey(path(PATIENT, 1)));

            append(TR, rest(2) + record(PATIENT, 3));

            soon().until(() -> server.received.containsKey(path(OTHER, 2)));
            assertThat(following.failure()).isEmpty();
        }
        assertThat(server.received.get(path(OTHER, 2))).asString().isEqualTo(message(2));
        assertThat(server.inOrder).containsOnlyOnce(path(PATIENT, 1)).containsOnlyOnce(path(OTHER, 2));
        assertThat(server.received).doesNotContainKey(path(PATIENT, 3));
    }

    @Test
    void tailShouldSendTheLastRecordWhenANewerFileIsThere() throws Exception {
        write(TR, record(PATIENT, 1));
        try (Following following = new Following(slowly())) {
            write("TR_20260402000000000_00001.DAT", "");

            soon().until(() -> server.received.containsKey(path(PATIENT, 1)));
            assertThat(following.failure()).isEmpty();
        }
    }

    @Test
    void tailShouldSendTheLastRecordAfterATimeOfQuietAndAsAWholeWhenItGoesOnAfterAll() throws Exception {
        write(TR, record(PATIENT, 1) + record(OTHER, 2));
        try (Following following = new Following(withoutWholeFiles(settling()))) {
            soon().until(() -> server.received.containsKey(path(OTHER, 2)));

            append(TR, "PV1|late\r\r\n" + record(PATIENT, 3));

            soon().until(() -> server.received.containsKey(path(PATIENT, 3)));
            assertThat(following.failure()).isEmpty();
        }
        assertThat(server.received.get(path(OTHER, 2))).asString().endsWith("PV1|late\r");
    }

    @Test
    void runShouldEndWhenTheLastRecordIsSent() throws Exception {
        write(TR, record(PATIENT, 1));

        AgentSummary summary = run(withoutWholeFiles(settling()));

        assertThat(summary.acknowledged()).isOne();
        assertThat(run(withoutWholeFiles(settling())).files()).isZero();
    }

    @Test
    void runShouldNotSendARecordThatNeverEnds() throws Exception {
        write(TR, record(PATIENT, 1) + half(OTHER, 2));

        AgentSummary summary = run(withoutWholeFiles(settling()));

        assertThat(server.received).containsOnlyKeys(path(PATIENT, 1));
        assertThat(summary.violations()).isOne();
        assertThat(server.reports.values())
                .anySatisfy(report -> assertThat(report).contains("\"RECORD_UNFINISHED\":1"));
    }

    @Test
    void runShouldCountADamagedRecordAndSendTheOthers() throws Exception {
        write(TR, record(PATIENT, 1) + "#SSMIX,2.00,not,a,record\r\nMSH|\r\r\n" + record(OTHER, 2));

        AgentSummary summary = run(withoutWholeFiles(settings()));

        assertThat(server.received).containsOnlyKeys(path(PATIENT, 1), path(OTHER, 2));
        assertThat(summary.violations()).isOne();
    }

    @Test
    void recordsOfAPatientWhoRefusedShouldNeverBeSentAndComeWhenTheRefusalIsWithdrawn() throws Exception {
        write(TR, record(PATIENT, 1) + record(OTHER, 2) + record(PATIENT, 3) + record(OTHER, 4));
        server.refusals = refusing(OTHER);

        AgentSummary first = run(settings().askingRefusals());

        assertThat(first.skipped()).containsEntry("REFUSED_PATIENT", 2L).containsEntry("MIXED_FILE", 1L);
        assertThat(server.received).containsOnlyKeys(path(PATIENT, 1), path(PATIENT, 3));
        assertThat(server.received.values())
                .allSatisfy(content -> assertThat(new String(content, StandardCharsets.US_ASCII))
                        .doesNotContain(OTHER));

        server.refusals = refusing(PATIENT);
        server.inOrder.clear();
        AgentSummary second = run(settings().askingRefusals());

        assertThat(second.acknowledged()).isEqualTo(2);
        assertThat(server.inOrder).containsExactly(path(OTHER, 2), path(OTHER, 4));
        assertThat(run(settings().askingRefusals()).files()).isZero();
    }

    @Test
    void recordsShouldBeSentAgainByPathAndByPatient() throws Exception {
        write(TR, record(PATIENT, 1) + record(OTHER, 2) + record(PATIENT, 3) + record(OTHER, 4));
        AgentSettings settings = withoutWholeFiles(settings());
        run(settings);

        assertThat(resend(settings, path(PATIENT, 3))).containsExactly(path(PATIENT, 3));
        assertThat(resend(settings, OTHER)).containsExactly(path(OTHER, 2), path(OTHER, 4));
        assertThat(run(settings).files()).isZero();
    }

    private List<String> resend(AgentSettings settings, String pattern) throws Exception {
        server.inOrder.clear();
        try (UploadAgent agent = UploadAgent.open(settings)) {
            assertThat(agent.sendAgain(List.of(pattern)).records()).isTrue();
            agent.runOnce(AgentListener.NONE);
        }
        return List.copyOf(server.inOrder);
    }

    @Test
    void whatARuleKeptBackShouldBeSentWhenTheRuleIsGone() throws Exception {
        write(TR, record(PATIENT, 1) + record(OTHER, 2));
        run(withoutWholeFiles(settings()).with(without(OTHER)));
        write("TR_20260402000000000_00001.DAT", record(OTHER, 3));
        server.inOrder.clear();

        run(withoutWholeFiles(settings()));

        assertThat(server.inOrder).contains(path(OTHER, 2), path(OTHER, 3));
    }

    @Test
    void recordOnWhichTheServerFailsShouldBePassedOverAndTriedAgain() throws Exception {
        write(TR, record(PATIENT, 1) + record(OTHER, 2) + record(PATIENT, 3));
        server.fail = path -> path.equals(path(PATIENT, 1));
        AgentSettings settings = withoutWholeFiles(settling());
        try (Following following = new Following(settings)) {
            soon().until(() -> server.received.keySet().equals(Set.of(path(OTHER, 2), path(PATIENT, 3))));
            append(TR, record(OTHER, 4));
            soon().until(() -> server.received.containsKey(path(OTHER, 4)));
            assertThat(following.failure()).isEmpty();
        }
        server.fail = path -> false;

        run(settings);

        assertThat(server.received).containsKey(path(PATIENT, 1));
        assertThat(run(settings).files()).isZero();
    }

    @Test
    void recordsShouldSayWhereToLookBesideAStandardizedStorage() throws Exception {
        Path known = file(PATIENT, "20200401", "20200401090000000");
        run(settings());
        Path transactions = Files.createDirectories(home.resolve("elsewhere"));
        AgentSettings settings = watching(settling(), 0);
        try (Following following = new Following(settings.with(new AgentSettings.Sources(
                List.of(storage),
                List.of(),
                List.of(transactions),
                settings.sources().watchLimit(),
                true)))) {
            soon().until(() -> server.reports.getOrDefault("sender", "").contains("IDLE"));
            Path late = known.resolveSibling(
                    String.valueOf(known.getFileName()).replace("20200401090000000", "20260401091000000"));
            old(Files.writeString(late, "MSH|\r"));
            Path file = transactions.resolve("2026/" + TR);
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, record(PATIENT, 1).replaceFirst("20260401,", "20200401,"), StandardOpenOption.CREATE_NEW);

            soon().until(() -> server.received.keySet().stream().anyMatch(path -> path.contains("20260401091000000")));
            assertThat(following.failure()).isEmpty();
        }
    }

    /** The last record waits for longer than any test. */
    private AgentSettings slowly() {
        AgentSettings settings = withoutWholeFiles(settings());
        return settings.with(settings.pace().withSettling(Duration.ofMillis(200), Duration.ofHours(1)));
    }

    /** Any rule keeps back the files of all patients, so that only records are sent. */
    private AgentSettings withoutWholeFiles(AgentSettings settings) {
        return settings.with(without("nobody"));
    }

    private static Rules without(String patient) {
        return new Rules(Set.of(), Set.of(), "", "", Optional.empty(), Set.of(patient));
    }

    private void write(String name, String records) throws IOException {
        Path file = storage.resolve("transaction/2026/" + name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, records);
    }

    private void append(String name, String records) throws IOException {
        Files.writeString(storage.resolve("transaction/2026/" + name), records, StandardOpenOption.APPEND);
    }

    private static String path(String patient, int number) {
        return path(patient, "20260401", time(number), '1');
    }

    private static String time(int number) {
        return "2026040109" + number + "000000";
    }

    private static String record(String patient, int number) {
        return half(patient, number) + rest(number);
    }

    private static String half(String patient, int number) {
        return String.join(
                        ",",
                        List.of(
                                "#SSMIX",
                                "2.00",
                                FACILITY,
                                patient,
                                "20260401",
                                "OML-11",
                                "000000000000001",
                                "INS",
                                "081",
                                time(number)))
                + "\r\nMSH|";
    }

    private static String rest(int number) {
        return number + "|whole\r\r\n";
    }

    private static String message(int number) {
        return "MSH|" + rest(number).replace("\r\r\n", "\r");
    }
}
