package org.tsumugi.server.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.tsumugi.server.raw.DamagedContentException.Kind;

class SealedDirectoryTest implements RawStoreContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC);
    private static final String TEXT = "PID|1||0000012345||フクシマ^ハナコ|\r".repeat(40);
    private static final RawStore.Content CONTENT = RawStore.Content.of(TEXT.getBytes(StandardCharsets.UTF_8));
    private static final RawStore.Content OTHER = RawStore.Content.of("other".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    private Path home;

    @Override
    public SealedRawStore open() throws IOException {
        return RawStores.openWithOwnKey(place(""), keyFile(), CLOCK);
    }

    private RawStores.Place place(String url) {
        return new RawStores.Place(url, home.resolve("raw"), home, 0);
    }

    private Path keyFile() {
        return home.resolve("keys/raw.key");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void operatorWithoutAKeyOfTheirOwnShouldBeToldAtEveryStartWhatTheMadeOneIs(CapturedOutput output)
            throws IOException {
        for (int start = 1; start <= 2; start++) {
            open();
            assertThat(output.getAll().split("WARN[^\n]*tsumugi.raw.key-file", -1))
                    .hasSize(start + 1);
        }
        assertThat(output.getAll()).contains(keyFile().toString());
    }

    private Path blob(RawStore.Content content) throws IOException {
        String name = open().name(content.sha256());
        return home.resolve("raw")
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
    }

    private Path plain(RawStore.Content content) throws IOException {
        String name = content.sha256().hex();
        Path file = home.resolve("raw")
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content.bytes());
    }

    @Test
    void whoReadsTheVolumeShouldNeitherReadNorRecogniseAContent() throws IOException {
        open().put(List.of(CONTENT));
        open().put(new ByteArrayInputStream(OTHER.bytes()));

        try (Stream<Path> files = Files.walk(home.resolve("raw")).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                assertThat(file.toString())
                        .doesNotContain(CONTENT.sha256().hex(), OTHER.sha256().hex());
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("PID|", "0000012345", "other");
            }
        }
        assertThat(keyFile()).exists();
        assertThat(Files.getPosixFilePermissions(keyFile())).hasSize(2);
    }

    @Test
    void putShouldCompressWhatGetsSmaller() throws IOException {
        open().put(List.of(CONTENT));

        assertThat(Files.size(blob(CONTENT))).isLessThan(CONTENT.bytes().length / 4);
    }

    @Test
    void openShouldUseTheDirectoryOfAFileUrlAndTheOperatorsKey() throws IOException {
        open();
        Path elsewhere = home.resolve("elsewhere");
        RawStores.Place place = place(elsewhere.toUri().toString());

        RawStores.open(place, keyFile(), CLOCK).put(List.of(CONTENT));

        String name = open().name(CONTENT.sha256());
        assertThat(elsewhere
                        .resolve(name.substring(0, 2))
                        .resolve(name.substring(2, 4))
                        .resolve(name))
                .exists();
    }

    @Test
    void openShouldRefuseKindsOfStoreThatDoNotExist() throws IOException {
        open();
        assertThatThrownBy(() -> RawStores.open(place("ftp://host/"), keyFile(), CLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putShouldReportFullWhenTheReserveWouldBeUsed() throws IOException {
        open();
        RawStore store =
                RawStores.open(new RawStores.Place("", home.resolve("raw"), home, Long.MAX_VALUE), keyFile(), CLOCK);

        assertThatThrownBy(() -> store.put(List.of(CONTENT))).isInstanceOf(StorageFullException.class);
        assertThatThrownBy(() -> store.put(new ByteArrayInputStream(CONTENT.bytes())))
                .isInstanceOf(StorageFullException.class);
        assertThatThrownBy(() -> open().get(CONTENT.sha256())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5, 12, 20, 49, 60, 95, -1})
    void everyFlippedBitShouldBeFoundAndHealedByAResend(int at) throws IOException {
        open().put(List.of(CONTENT));
        byte[] bytes = Files.readAllBytes(blob(CONTENT));
        bytes[at < 0 ? bytes.length + at : at] ^= 0x10;
        Files.write(blob(CONTENT), bytes);

        assertThatThrownBy(() -> open().get(CONTENT.sha256())).isInstanceOf(IOException.class);
        // a flipped key id is the id of another key
        assertThat(open().examine(CONTENT.sha256())).contains(at == 5 ? Kind.WRONG_KEY : Kind.DAMAGED);

        open().put(List.of(CONTENT));
        assertThat(open().get(CONTENT.sha256())).isEqualTo(CONTENT.bytes());
        assertThat(open().examine(CONTENT.sha256())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 48, 49, 90, -1})
    void truncationShouldBeFoundAndHealedByAResend(int length) throws IOException {
        open().put(List.of(CONTENT));
        byte[] bytes = Files.readAllBytes(blob(CONTENT));
        Files.write(blob(CONTENT), Arrays.copyOf(bytes, length < 0 ? bytes.length + length : length));

        assertThatThrownBy(() -> open().get(CONTENT.sha256())).isInstanceOf(IOException.class);
        assertThat(open().examine(CONTENT.sha256())).contains(Kind.DAMAGED);

        open().put(new ByteArrayInputStream(CONTENT.bytes()));
        assertThat(open().get(CONTENT.sha256())).isEqualTo(CONTENT.bytes());
    }

    @Test
    void swappedContentsShouldBeFound() throws IOException {
        open().put(List.of(CONTENT, OTHER));
        Path kept = home.resolve("kept");
        Files.move(blob(CONTENT), kept);
        Files.move(blob(OTHER), blob(CONTENT));
        Files.move(kept, blob(OTHER));

        assertThat(open().examine(CONTENT.sha256())).contains(Kind.SWAPPED);
        assertThat(open().examine(OTHER.sha256())).contains(Kind.SWAPPED);
        assertThatThrownBy(() -> open().get(CONTENT.sha256())).isInstanceOf(DamagedContentException.class);
    }

    @Test
    void contentOfAnotherStoresKeyShouldBeFound() throws IOException {
        open().put(List.of(CONTENT));
        BlobStore elsewhere = new DirectoryBlobs(home.resolve("elsewhere"), 0);
        SealedRawStore foreign = RawStores.open(elsewhere, RawKeys.generate(), () -> false);
        foreign.put(List.of(CONTENT));
        String name = foreign.name(CONTENT.sha256());
        Files.copy(
                home.resolve("elsewhere")
                        .resolve(name.substring(0, 2))
                        .resolve(name.substring(2, 4))
                        .resolve(name),
                blob(CONTENT),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(open().examine(CONTENT.sha256())).contains(Kind.WRONG_KEY);
    }

    @Test
    void openShouldRefuseAnotherKeyOnceSomethingWasWritten() throws IOException {
        open().put(List.of(CONTENT));
        byte[] key = Files.readAllBytes(keyFile());

        Files.delete(keyFile());
        assertThatThrownBy(this::open).isInstanceOf(RawKeyException.class);
        assertThat(keyFile()).doesNotExist();

        Files.writeString(keyFile(), "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=\n");
        assertThatThrownBy(this::open).isInstanceOf(RawKeyException.class).hasMessageContaining("another key");

        Files.writeString(keyFile(), "not a key\n");
        assertThatThrownBy(this::open).isInstanceOf(RawKeyException.class).hasMessageContaining("Line 1");

        Files.write(keyFile(), key);
        assertThat(open().get(CONTENT.sha256())).isEqualTo(CONTENT.bytes());
    }

    @Test
    void rotationShouldSealWithTheNewKeyAndLetTheOldOneGoAfterResealing() throws IOException {
        open().put(List.of(CONTENT));
        addKey("q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=");
        open().put(List.of(OTHER));
        assertThat(open().get(CONTENT.sha256())).isEqualTo(CONTENT.bytes());
        addKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        open();
        List<String> lines = Files.readAllLines(keyFile());
        List<String> withoutSecond = List.of(lines.get(0), lines.get(2));

        Files.write(keyFile(), withoutSecond);
        assertThatThrownBy(this::open).isInstanceOf(RawKeyException.class).hasMessageContaining("lacks the key");

        Files.write(keyFile(), lines);
        assertThat(open().reseal(CONTENT.sha256())).isTrue();
        assertThat(open().reseal(OTHER.sha256())).isTrue();
        assertThat(open().reseal(OTHER.sha256())).isFalse();
        open().allResealed();

        Files.write(keyFile(), withoutSecond);
        assertThat(open().get(CONTENT.sha256())).isEqualTo(CONTENT.bytes());
        assertThat(open().get(OTHER.sha256())).isEqualTo(OTHER.bytes());
    }

    private void addKey(String key) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(keyFile()));
        lines.add(key);
        Files.write(keyFile(), lines);
    }

    @Test
    void plainContentOfOlderReleasesShouldBeReadAndGoWhenResealed() throws IOException {
        Path plain = plain(CONTENT);

        assertThat(open().get(CONTENT.sha256())).isEqualTo(CONTENT.bytes());
        try (RawStore.Reading reading = open().open(CONTENT.sha256())) {
            assertThat(reading.size()).isEqualTo(CONTENT.bytes().length);
        }
        assertThat(open().examine(CONTENT.sha256())).isEmpty();

        assertThat(open().reseal(CONTENT.sha256())).isTrue();

        assertThat(plain).doesNotExist();
        assertThat(open().get(CONTENT.sha256())).isEqualTo(CONTENT.bytes());
        assertThat(open().reseal(CONTENT.sha256())).isFalse();
    }

    @Test
    void damagedPlainContentShouldBeFoundAndNeverResealed() throws IOException {
        Path plain = plain(CONTENT);
        Files.writeString(plain, "damaged");

        assertThat(open().examine(CONTENT.sha256())).isEqualTo(Optional.of(Kind.DAMAGED));
        assertThatThrownBy(() -> open().get(CONTENT.sha256())).isInstanceOf(DamagedContentException.class);
        assertThatThrownBy(() -> open().reseal(CONTENT.sha256())).isInstanceOf(DamagedContentException.class);
        assertThat(plain).exists();
    }

    @Test
    void namesShouldBeGivenInOrderFromAnywhere() throws IOException {
        List<RawStore.Content> contents = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            contents.add(RawStore.Content.of(("content " + i).getBytes(StandardCharsets.US_ASCII)));
        }
        open().put(contents);
        List<String> all = new ArrayList<>();
        open().names("", all::add);
        assertThat(all).hasSize(300).isSorted();

        for (int from : List.of(0, 17, 298, 299)) {
            List<String> rest = new ArrayList<>();
            open().names(all.get(from), rest::add);
            assertThat(rest).isEqualTo(all.subList(from + 1, 300));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void contentThatCannotBeReadShouldBeHealedByAResendAndHoldUpNoOther() throws IOException {
        SealedRawStore store = open();
        store.put(List.of(CONTENT));
        Path blob = blob(CONTENT);
        Files.delete(blob);
        // opens, and gives an input/output error when it is read
        Files.createSymbolicLink(blob, Path.of("/proc/self/mem"));
        assertThatThrownBy(() -> store.get(CONTENT.sha256()))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RawStoreAwayException.class);

        store.put(List.of(OTHER, CONTENT));

        assertThat(store.get(CONTENT.sha256())).isEqualTo(CONTENT.bytes());
        assertThat(store.get(OTHER.sha256())).isEqualTo(OTHER.bytes());
    }

    @Test
    void volumeThatIsNotMountedShouldNeitherBeReadNorWritten() throws IOException {
        SealedRawStore store = open();
        store.put(List.of(CONTENT));
        Path volume = Files.move(home.resolve("raw"), home.resolve("volume"));
        Path mountPoint = Files.createDirectory(home.resolve("raw"));

        assertThatThrownBy(() -> store.put(List.of(OTHER))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.put(new ByteArrayInputStream(OTHER.bytes())))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.get(CONTENT.sha256())).isInstanceOf(RawStoreAwayException.class);
        assertThatThrownBy(() -> store.examine(CONTENT.sha256())).isInstanceOf(RawStoreAwayException.class);
        assertThatThrownBy(() -> store.sealed(CONTENT.sha256())).isInstanceOf(RawStoreAwayException.class);
        assertThat(mountPoint).isEmptyDirectory();

        Files.delete(mountPoint);
        Files.move(volume, mountPoint);
        store.put(List.of(OTHER));
        assertThat(store.get(CONTENT.sha256())).isEqualTo(CONTENT.bytes());
        assertThat(store.get(OTHER.sha256())).isEqualTo(OTHER.bytes());
        assertThatThrownBy(() -> store.get(Sha256.of(new byte[] {9}))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void openShouldRefuseAnEmptyStoreWhenContentsAreExpected() throws IOException {
        RawStores.Place expecting = new RawStores.Place("", home.resolve("raw"), home, 0, () -> true);

        assertThatThrownBy(() -> RawStores.openWithOwnKey(expecting, keyFile(), CLOCK))
                .isInstanceOf(RawStoreUnusableException.class)
                .hasMessageContaining("empty")
                .hasMessageContaining("空");

        plain(CONTENT);
        assertThat(RawStores.openWithOwnKey(expecting, keyFile(), CLOCK).get(CONTENT.sha256()))
                .isEqualTo(CONTENT.bytes());
    }

    @Test
    void openShouldSweepWhatAKilledServerLeftLongAgo() throws IOException {
        open();
        Path old = Files.createFile(home.resolve("raw/.part-old"));
        Files.setLastModifiedTime(old, FileTime.from(CLOCK.instant().minusSeconds(7200)));
        Path young = Files.createFile(home.resolve("raw/.part-young"));
        Files.setLastModifiedTime(young, FileTime.from(CLOCK.instant().minusSeconds(60)));

        open();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }
}
