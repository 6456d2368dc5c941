package org.tsumugi.upload.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void progressShouldBeABarOnATerminal() {
        try (Progress progress = Progress.on(terminal, "upload", "files")) {
            progress.at(21, 42);

            Awaitility.await()
                    .until(() -> shown.toString(StandardCharsets.UTF_8).contains("50%"));
        }
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("upload", "21/42 files")
                .contains("\r");
    }

    @Test
    void progressShouldShowNothingWhenNobodyWatches() {
        PrintStream err = System.err;
        System.setErr(terminal);
        try (Progress progress = Progress.of("upload", "files")) {
            progress.at(21, 42);
        } finally {
            System.setErr(err);
        }

        assertThat(Progress.isWatched()).isFalse();
        assertThat(shown.toByteArray()).isEmpty();
    }
}
