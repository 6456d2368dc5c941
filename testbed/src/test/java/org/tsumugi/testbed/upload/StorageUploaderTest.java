package org.tsumugi.testbed.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.testbed.upload.ReceivingServer.Failure;

class StorageUploaderTest {

    private static final String FACILITY = "1319900013";
    private static final int FILES = 7;

    @TempDir
    private Path storage = Path.of(".");

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
        List<Long> heard = new ArrayList<>();

        UploadSummary summary = uploader(3).upload(storage, (answered, of) -> heard.add(answered));

        assertThat(summary.complete()).isTrue();
        assertThat(summary.byStatus()).containsOnlyKeys(201).containsEntry(201, (long) FILES);
        assertThat(server.received).hasSize(FILES);
        assertThat(new String(server.received.getOrDefault(path(4), new byte[0]), StandardCharsets.US_ASCII))
                .isEqualTo("content 4");
        assertThat(server.requests).hasValue(3);
        assertThat(heard).startsWith(0L).endsWith((long) FILES).isSorted();
    }

    @Test
    void uploadShouldBeCompleteWhenEverythingWasThereBefore() throws Exception {
        uploader(100).upload(storage, UploadListener.NONE);

        UploadSummary summary = uploader(100).upload(storage, UploadListener.NONE);

        assertThat(summary.complete()).isTrue();
        assertThat(summary.byStatus()).containsOnlyKeys(200);
    }

    @Test
    void uploadShouldReportFilesThatAreNoStorageFiles() throws Exception {
        Files.writeString(storage.resolve("readme.txt"), "not a message");

        UploadSummary summary = uploader(100).upload(storage, UploadListener.NONE);

        assertThat(summary.complete()).isFalse();
        assertThat(summary.byStatus()).containsEntry(422, 1L).containsEntry(201, (long) FILES);
    }

    @Test
    void uploadShouldFetchANewTokenWhenTheOldOneIsRefused() throws Exception {
        server.failures.add(Failure.STALE_TOKEN);

        assertThat(uploader(100).upload(storage, UploadListener.NONE).complete())
                .isTrue();
        assertThat(server.tokens).hasValue(2);
    }

    @Test
    void uploadShouldTryAgainWhenServerIsBusyCutsOrFills() throws Exception {
        server.failures.addAll(List.of(Failure.BUSY, Failure.CUT_ANSWER, Failure.FULL_IN_THE_MIDDLE));

        UploadSummary summary = uploader(100).upload(storage, UploadListener.NONE);

        assertThat(summary.complete()).isTrue();
        assertThat(summary.byStatus()).containsEntry(201, (long) FILES);
        assertThat(server.requests).hasValue(4);
    }

    @Test
    void uploadShouldHalveBatchesThatAreTooLarge() throws Exception {
        server.failures.add(Failure.TOO_LARGE);

        assertThat(uploader(100).upload(storage, UploadListener.NONE).complete())
                .isTrue();
        assertThat(server.requests).hasValue(3);
    }

    @Test
    void uploadShouldFailWhenFacilityIsRefused() {
        server.failures.add(Failure.NO_SUCH_FACILITY);

        assertThatThrownBy(() -> uploader(100).upload(storage, UploadListener.NONE))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(404));
    }

    @Test
    void uploadShouldFailWhenClientIsUnknown() {
        UploadSettings settings = UploadSettings.of(server.uri(), FACILITY, "demo-" + FACILITY, "wrong");

        assertThatThrownBy(() -> new StorageUploader(settings).upload(storage, UploadListener.NONE))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("wrong");
    }

    @Test
    void uploadShouldGiveUpWhenNobodyListensForLongerThanItsPatience() {
        URI nobody = server.uri();
        server.close();
        UploadSettings settings = UploadSettings.demo(nobody, FACILITY).withPatience(Duration.ofMillis(500));

        assertThatThrownBy(() -> new StorageUploader(settings).upload(storage, UploadListener.NONE))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RefusedException.class);
    }

    private StorageUploader uploader(int batch) {
        return new StorageUploader(new UploadSettings(
                server.uri(), FACILITY, "demo-" + FACILITY, "demo", batch, 1 << 20, Duration.ofSeconds(20)));
    }

    /** Long enough to need an extended tar header. */
    private static String path(int number) {
        return "000/123/000123456" + number + "/20250401/OML-11/000123456" + number
                + "_20250401_OML-11_000000000000001_20250401101112345_081_1";
    }
}
