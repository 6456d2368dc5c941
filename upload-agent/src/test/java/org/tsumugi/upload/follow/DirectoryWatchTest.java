package org.tsumugi.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.rule.Area;

@EnabledOnOs(OS.LINUX)
class DirectoryWatchTest {

    private static final String PATIENT = "000/123/0001234560";
    private static final int MORE_THAN_A_WATCH_KEEPS = 600;

    @TempDir
    private Path root = Path.of(".");

    @TempDir
    private Path home = Path.of(".");

    private final LaneQueue queue = new LaneQueue();
    private final AtomicInteger missed = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private Optional<Journal> journal = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        journal = Optional.of(Journal.open(home.resolve("journal"), "1319900013", URI.create("http://127.0.0.1")));
        Files.createDirectories(root.resolve(PATIENT));
    }

    @AfterEach
    void close() throws Exception {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
        journal.orElseThrow().close();
    }

    @Test
    void limitShouldBeHalfOfWhatTheKernelAllows() throws Exception {
        Path limit = Path.of("/proc/sys/fs/inotify/max_user_watches");
        assumeTrue(Files.exists(limit));
        int allowed;
        try (BufferedReader reader = Files.newBufferedReader(limit)) {
            allowed = Integer.parseInt(reader.readLine());
        }

        assertThat(DirectoryWatch.halfOfTheSystem()).isEqualTo(allowed / 2);
    }

    @Test
    void foldersOfThePatientSeenLongestAgoShouldGiveWayToOthers() throws Exception {
        for (int i = 0; i < 10; i++) {
            Files.createDirectories(root.resolve(patient(i)));
        }
        try (DirectoryWatch watch = watch(5)) {
            start(watch);
            soon().until(() -> watch.size() == 3);
            for (int i = 0; i < 10; i++) {
                watch.seen(volume(), patient(i), now());
            }

            assertThat(watch.size()).isEqualTo(5);
            Files.createDirectory(root.resolve(patient(0) + "/20260401"));
            Files.createDirectory(root.resolve(patient(9) + "/20260401"));
            soon().until(() -> queue.hasHot());
            assertThat(queue.poll().orElseThrow().place().path()).isEqualTo(patient(9));
            soon().during(Duration.ofMillis(300)).until(() -> !queue.hasHot());
        }
    }

    @Test
    void upperFoldersShouldLeaveHalfOfTheLimitToPatients() throws Exception {
        for (int i = 0; i < 20; i++) {
            Files.createDirectories(root.resolve("000/" + (100 + i)));
            Files.createDirectories(root.resolve(patient(i)));
        }
        try (DirectoryWatch watch = watch(8)) {
            start(watch);
            soon().until(() -> watch.size() == 4);
            for (int i = 0; i < 20; i++) {
                watch.seen(volume(), patient(i), now());
            }

            assertThat(watch.size()).isEqualTo(8);
            Files.createDirectory(root.resolve(patient(19) + "/20260401"));
            soon().until(() -> queue.hasHot());
            assertThat(queue.poll().orElseThrow().place().path()).isEqualTo(patient(19));
        }
    }

    @Test
    void foldersOfTheFirstLevelShouldBeWatchedBeforeThoseBelow() throws Exception {
        for (int i = 0; i < 20; i++) {
            Files.createDirectories(root.resolve("000/" + (100 + i)));
        }
        Files.createDirectories(root.resolve("999"));
        try (DirectoryWatch watch = watch(8)) {
            start(watch);
            soon().until(() -> watch.size() == 4);

            Files.createDirectories(root.resolve("999/001/9990010"));

            soon().until(() -> queue.hasHot());
            assertThat(queue.poll().orElseThrow().place().path()).isEqualTo("999/001/9990010");
        }
    }

    @Test
    void folderThatHasNotChangedForLongShouldNotBeWatched() throws Exception {
        try (DirectoryWatch watch = watch(100)) {
            watch.seen(volume(), PATIENT, now() - Duration.ofDays(15).toNanos());

            assertThat(watch.size()).isZero();
        }
    }

    @Test
    void folderOfAPatientShouldBeVisitedWhenMoreHappenedThanCouldBeTold() throws Exception {
        try (DirectoryWatch watch = watch(100)) {
            watch.seen(volume(), PATIENT, now());
            for (int i = 0; i < MORE_THAN_A_WATCH_KEEPS; i++) {
                Files.createFile(root.resolve(PATIENT + "/" + i));
            }
            awaitTold();
            start(watch);

            soon().until(() -> queue.hasHot());
            Visit visit = queue.poll().orElseThrow();
            assertThat(visit.place().path()).isEqualTo(PATIENT);
            assertThat(visit.depth()).isEqualTo(Visit.Depth.ALL);
        }
    }

    @Test
    void passShouldBeWantedWhenMoreHappenedAboveThePatientsThanCouldBeTold() throws Exception {
        try (DirectoryWatch watch = watch(100)) {
            watch.seen(volume(), PATIENT, now());
            for (int i = 0; i < MORE_THAN_A_WATCH_KEEPS; i++) {
                Files.createFile(root.resolve("000/123/file" + i));
            }
            awaitTold();
            start(watch);

            soon().until(() -> missed.get() > 0);
        }
    }

    @Test
    void otherStorageBelowShouldNotBeWatchedAsThisOne() throws Exception {
        Files.createDirectories(root.resolve("extended/000/123"));
        try (DirectoryWatch watch = watch(100)) {
            start(watch);
            soon().until(() -> watch.size() == 3);
            Files.createDirectories(root.resolve("extended/000/123/0001234560/20260401"));
            Files.createDirectories(root.resolve("transaction/2026"));
            Files.createDirectories(root.resolve("000/124/0001244560"));

            soon().until(() -> queue.hasHot());
            assertThat(queue.poll().orElseThrow().place().path()).isEqualTo("000/124/0001244560");
            soon().during(Duration.ofMillis(300)).until(() -> !queue.hasHot());
        }
    }

    /** The kernel tells within moments; there is nothing that says it has. */
    private static void awaitTold() {
        Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    }

    private DirectoryWatch watch(int limit) throws IOException {
        return new DirectoryWatch(
                new Lanes(List.of(queue)), journal.orElseThrow(), limit, Clock.systemUTC(), missed::incrementAndGet);
    }

    private void start(DirectoryWatch watch) throws IOException {
        Volume volume = volume();
        Thread thread = new Thread(() -> {
            try {
                watch.work(List.of(volume));
            } catch (InterruptedException | ClosedWatchServiceException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        threads.add(thread);
        thread.start();
    }

    private Volume volume() throws IOException {
        return new Volume(journal.orElseThrow().volume(root.toString()), root, Area.STANDARDIZED);
    }

    private static String patient(int number) {
        return String.format(Locale.ROOT, "000/123/00012345%02d", number);
    }

    private static long now() {
        return Clock.systemUTC().millis() * 1_000_000;
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }
}
