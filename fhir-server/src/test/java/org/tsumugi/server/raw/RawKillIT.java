package org.tsumugi.server.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while contents are kept: what was said to be kept is, and nothing is kept by half. */
class RawKillIT {

    private static final int KILLS = 12;
    /** Behind what was said to be kept there may be one batch that was not. */
    private static final int LOOK_AHEAD = 40;

    @TempDir
    private Path directory;

    @Test
    void killShouldLeaveNothingHalf() throws Exception {
        Random random = new Random(20261121);
        int kept = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            kept = writeUntilKilled(kept, 1 + random.nextInt(6), random.nextInt(25));
        }
        assertThat(kept).isPositive();

        SealedRawStore store = RawStoreWriter.open(directory, Clock.systemUTC());
        List<String> names = new ArrayList<>();
        store.names("", names::add);
        int whole = 0;
        for (int number = 0; number < kept + LOOK_AHEAD; number++) {
            RawStore.Content content = RawStoreWriter.content(number);
            if (number < kept || names.contains(store.name(content.sha256()))) {
                assertThat(store.examine(content.sha256()))
                        .as("content %d", number)
                        .isEmpty();
                assertThat(store.get(content.sha256())).isEqualTo(content.bytes());
                whole++;
            }
        }
        assertThat(names).as("nothing else is there").hasSize(whole);

        RawStoreWriter.open(directory, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
        assertThat(leftBehind()).isZero();
    }

    /** Returns how many contents are said to be kept. */
    private int writeUntilKilled(int from, int batches, int millis) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RawStoreWriter.class.getName(),
                        directory.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int kept = from;
        try (BufferedReader said = writer.inputReader(StandardCharsets.US_ASCII)) {
            for (int batch = 0; batch < batches; batch++) {
                kept = number(said.readLine(), kept);
            }
            // the moment of the kill is to be anywhere in a batch
            writer.waitFor(millis, TimeUnit.MILLISECONDS);
            // not of the process itself: that would close what it said
            writer.toHandle().destroyForcibly();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                kept = number(line, kept);
            }
        }
        assertThat(writer.waitFor()).isEqualTo(128 + 9);
        return kept;
    }

    private static int number(@Nullable String line, int otherwise) {
        return line != null && line.matches("[0-9]+") ? Integer.parseInt(line) : otherwise;
    }

    private long leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("raw"))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(".part"))
                    .count();
        }
    }
}
