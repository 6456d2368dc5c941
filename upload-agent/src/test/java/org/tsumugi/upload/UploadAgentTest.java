package org.tsumugi.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.upload.ReceivingServer.Failure;
import org.tsumugi.upload.send.RefusedException;

class UploadAgentTest {

    private static final String FACILITY = "1319900013";
    private static final int FILES = 7;

    @TempDir
    private Path storage = Path.of(".");

    @TempDir
    private Path home = Path.of(".");

    private ReceivingServer server = start();

    private static ReceivingServer start() {
        try {
            return new ReceivingServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void fill() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path file = storage.resolve(path(i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content " + i);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void uploadShouldSendEveryFileUnderItsPathBelowTheRoot() throws Exception {
        List<Long> heard = Collections.synchronizedList(new ArrayList<>());

        AgentSummary summary = run(settings(3), heard::add);

        assertThat(summary.complete()).isTrue();
        assertThat(summary.byStatus()).containsOnlyKeys(201).containsEntry(201, (long) FILES);
        assertThat(server.received).hasSize(FILES);
        assertThat(new String(server.received.getOrDefault(path(4), new byte[0]), StandardCharsets.US_ASCII))
                .isEqualTo("content 4");
        assertThat(server.requests).hasValue(3);
        assertThat(heard).endsWith((long) FILES).isSorted();
    }

    @Test
    void uploadShouldSendNothingAgainWhenTheJournalKnowsIt() throws Exception {
        run(settings(100));

        AgentSummary summary = run(settings(100));

        assertThat(summary.complete()).isTrue();
        assertThat(summary.files()).isZero();
        assertThat(server.requests).hasValue(1);
    }

    @Test
    void uploadShouldBeCompleteWhenEverythingWasThereBefore() throws Exception {
        run(settings(100));

        AgentSummary summary = run(AgentSettings.demo(server.uri(), FACILITY, storage, home.resolve("other")));

        assertThat(summary.complete()).isTrue();
        assertThat(summary.byStatus()).containsOnlyKeys(200);
    }

    @Test
    void uploadShouldSendEverythingAgainWhenTheServerHasNothing() throws Exception {
        run(settings(100));
        server.received.clear();

        assertThat(run(settings(100)).acknowledged()).isEqualTo(FILES);
    }

    @Test
    void uploadShouldReportFilesThatTheServerRefuses() throws Exception {
        server.refuse = path -> path.equals(path(2));

        AgentSummary summary = run(settings(100));

        assertThat(summary.complete()).isFalse();
        assertThat(summary.byStatus()).containsEntry(422, 1L).containsEntry(201, (long) FILES - 1);
    }

    @Test
    void uploadShouldReportAndNotSendFilesThatAreNoStorageFiles() throws Exception {
        Files.writeString(storage.resolve("readme.txt"), "not a message");
        Files.writeString(storage.resolve(path(1)).resolveSibling("copy of it"), "not a message");

        AgentSummary summary = run(settings(100));

        assertThat(summary.complete()).isTrue();
        assertThat(summary.violations()).isEqualTo(2);
        assertThat(server.received).hasSize(FILES);
        assertThat(run(settings(100)).violations()).isZero();
        assertThat(server.reports.keySet()).contains("sender");
        assertThat(server.reports.entrySet())
                .anySatisfy(report -> assertThat(report.getKey() + report.getValue())
                        .startsWith("summaries/")
                        .contains("\"NOT_A_STORAGE_NAME\":2", "\"sent\":{\"OML-11\":7}")
                        .doesNotContain("000123456"));
    }

    @Test
    void uploadShouldFetchANewTokenWhenTheOldOneIsRefused() throws Exception {
        server.failures.add(Failure.STALE_TOKEN);

        assertThat(run(settings(100)).complete()).isTrue();
        assertThat(server.tokens).hasValue(2);
    }

    @Test
    void uploadShouldTryAgainWhenServerIsBusyCutsOrFills() throws Exception {
        server.failures.addAll(List.of(Failure.BUSY, Failure.CUT_ANSWER, Failure.FULL_IN_THE_MIDDLE));

        AgentSummary summary = run(settings(100));

        assertThat(summary.complete()).isTrue();
        assertThat(summary.byStatus()).containsEntry(201, (long) FILES);
        assertThat(server.requests).hasValue(4);
    }

    @Test
    void uploadShouldHalveBatchesThatAreTooLarge() throws Exception {
        server.failures.add(Failure.TOO_LARGE);

        assertThat(run(settings(100)).complete()).isTrue();
        assertThat(server.requests).hasValue(3);
    }

    @Test
    void uploadShouldSendALargeFileByItself() throws Exception {
        byte[] large = new byte[3 << 20];
        new java.util.Random(1).nextBytes(large);
        Files.write(storage.resolve(path(3)), large);

        assertThat(run(settings(100)).complete()).isTrue();
        assertThat(server.received.get(path(3))).isEqualTo(large);
    }

    @Test
    void uploadShouldFailWhenFacilityIsRefused() {
        server.failures.add(Failure.NO_SUCH_FACILITY);

        assertThatThrownBy(() -> run(settings(100)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
    }

    @Test
    void uploadShouldFailWhenClientIsUnknown() {
        AgentSettings settings = settings(100)
                .with(new AgentSettings.Target(
                        server.uri(), FACILITY, "demo-" + FACILITY, "wrong", Optional.empty(), Optional.empty()));

        assertThatThrownBy(() -> run(settings))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("wrong");
    }

    @Test
    void uploadShouldGiveUpWhenNobodyListensForLongerThanItsPatience() {
        AgentSettings settings = settings(100);
        server.close();

        assertThatThrownBy(() -> run(settings.with(settings.pace().withPatience(Duration.ofMillis(500)))))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RefusedException.class);
    }

    @Test
    void uploadShouldSendNothingWhenServerGivesNoListOfRefusals() {
        assertThatThrownBy(() -> run(settings(100).askingRefusals()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
        assertThat(server.received).isEmpty();
    }

    @Test
    void uploadShouldKeepBackPatientsWhoRefusedUntilTheyDoNot() throws Exception {
        server.refusals = "{\"facility\":\"" + FACILITY + "\",\"version\":1,\"patients\":[\"0001234562\"]}";

        AgentSummary first = run(settings(100).askingRefusals());
        server.refusals = "{\"facility\":\"" + FACILITY + "\",\"version\":2,\"patients\":[]}";
        AgentSummary second = run(settings(100).askingRefusals());

        assertThat(first.skipped()).containsOnlyKeys("REFUSED_PATIENT");
        assertThat(first.acknowledged()).isEqualTo(FILES - 1);
        assertThat(second.acknowledged()).isOne();
    }

    @Test
    void uploadShouldSendARenamedFileUnderItsNewName() throws Exception {
        run(settings(100));
        Path file = storage.resolve(path(5));
        Path superseded = file.resolveSibling(String.valueOf(file.getFileName()).replaceAll("_1$", "_2"));
        Files.move(file, superseded);

        AgentSummary summary = run(settings(100));

        assertThat(summary.acknowledged()).isOne();
        assertThat(server.received).containsKey(path(5).replaceAll("_1$", "_2"));
        assertThat(summary.violations()).isZero();
        assertThat(server.reports.values())
                .anySatisfy(report -> assertThat(report).contains("\"renamed\":1"));
    }

    @Test
    void uploadShouldKeepTheOrderOfAPatientOverSeveralConnections() throws Exception {
        for (int patient = 0; patient < 10; patient++) {
            for (int day = 1; day < 9; day++) {
                String name = "000123456" + patient + "_2025050" + (9 - day) + "_OML-11_000000000000001_2025050" + day
                        + "101112345_081_1";
                Path file = storage.resolve("000/123/000123456" + patient + "/2025050" + (9 - day) + "/OML-11/" + name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, name);
            }
        }

        run(settings(7));

        for (int patient = 0; patient < 10; patient++) {
            String folder = "/000123456" + patient + "/";
            assertThat(server.inOrder.stream()
                            .filter(path -> path.contains(folder))
                            .map(path -> path.split("_", -1)[4]))
                    .hasSizeGreaterThan(7)
                    .isSorted();
        }
    }

    @Test
    void uploadShouldWaitUntilAFileHasSettled() throws Exception {
        Path growing = storage.resolve(path(6));
        Files.writeString(growing, "MSH|half of it\r");
        AgentSettings settings = settings(100);
        AgentSettings patient =
                settings.with(settings.pace().withSettling(Duration.ofMillis(1_500), Duration.ofSeconds(2)));
        for (int i = 0; i < FILES; i++) {
            Files.setLastModifiedTime(
                    storage.resolve(path(i)), FileTime.from(Instant.now().minusSeconds(i == 6 ? 0 : 600)));
        }
        Thread writer = new Thread(() -> {
            try {
                Awaitility.await().until(() -> server.received.size() == FILES - 1);
                Files.writeString(growing, "MSH|half of it\rand the other half\r");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();

        AgentSummary summary = run(patient);
        writer.join();

        assertThat(summary.acknowledged()).isEqualTo(FILES);
        assertThat(server.received.get(path(6))).asString().endsWith("other half\r");
    }

    @Test
    void watchShouldSendWhatIsWrittenMeanwhile() throws Exception {
        AgentSettings settings = settings(100);
        for (int i = 0; i < FILES; i++) {
            Files.setLastModifiedTime(
                    storage.resolve(path(i)), FileTime.from(Instant.now().minusSeconds(600)));
        }
        try (UploadAgent agent = UploadAgent.open(
                settings.with(settings.pace().withSettling(Duration.ofMillis(200), Duration.ofSeconds(1))))) {
            Thread watching = new Thread(() -> watch(agent));
            watching.start();
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> server.received.size() == FILES);

            Path late = storage.resolve(path(4).replace("20250401", "20250402"));
            Files.createDirectories(late.getParent());
            Files.writeString(late, "MSH|late\r");

            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server.received.size() == FILES + 1);
            watching.interrupt();
            watching.join(Duration.ofSeconds(20).toMillis());
            assertThat(watching.isAlive()).isFalse();
        }
        assertThat(server.reports.get("sender")).contains("\"state\":\"STOPPED\"");
    }

    @Test
    void dryRunShouldSayWhatWouldBeSentAndSendNothing() throws Exception {
        DryRun dry = UploadAgent.dryRun(settings(100));

        assertThat(dry.filesByType()).containsEntry("OML-11", (long) FILES);
        assertThat(server.received).isEmpty();
        assertThat(home.resolve("journal")).doesNotExist();
    }

    private static void watch(UploadAgent agent) {
        try {
            agent.watch(AgentListener.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AgentSettings settings(int batch) {
        AgentSettings settings = AgentSettings.demo(server.uri(), FACILITY, storage, home.resolve("journal"));
        return settings.with(settings.pace()
                .withBatches(batch, 1 << 20)
                .withConnections(batch > 7 || batch == 3 ? 1 : 4)
                .withPatience(Duration.ofSeconds(20)));
    }

    private static AgentSummary run(AgentSettings settings) throws IOException, InterruptedException {
        return run(settings, AgentListener.NONE);
    }

    private static AgentSummary run(AgentSettings settings, AgentListener listener)
            throws IOException, InterruptedException {
        try (UploadAgent agent = UploadAgent.open(settings)) {
            return agent.runOnce(listener);
        }
    }

    /** Long enough to need an extended tar header. */
    private static String path(int number) {
        return "000/123/000123456" + number + "/20250401/OML-11/000123456" + number
                + "_20250401_OML-11_000000000000001_20250401101112345_081_1";
    }
}
