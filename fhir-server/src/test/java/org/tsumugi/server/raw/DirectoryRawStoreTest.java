package org.tsumugi.server.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryRawStoreTest implements RawStoreContract {

    private static final RawStore.Content ABC = RawStore.Content.of("abc".getBytes(StandardCharsets.US_ASCII));
    private static final String SHA_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path home;

    @Override
    public RawStore open() {
        return RawStores.open("", home.resolve("raw"), 0);
    }

    @Test
    void putShouldNameTheFileByItsDigestAndLeaveNothingElse() throws IOException {
        open().put(List.of(ABC));

        try (Stream<Path> files = Files.walk(home).filter(Files::isRegularFile)) {
            assertThat(files).containsExactly(home.resolve("raw/ba/78").resolve(SHA_ABC));
        }
    }

    @Test
    void openShouldUseTheDirectoryOfAFileUrl() throws IOException {
        Path elsewhere = home.resolve("elsewhere");

        RawStores.open(elsewhere.toUri().toString(), home, 0).put(List.of(ABC));

        assertThat(elsewhere.resolve("ba/78").resolve(SHA_ABC)).hasContent("abc");
    }

    @Test
    void openShouldRefuseStoresThatAreNotBuiltYet() {
        assertThatThrownBy(() -> RawStores.open("s3://bucket/prefix", home, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not have yet");
        assertThatThrownBy(() -> RawStores.open("ftp://host/", home, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putShouldReportFullWhenTheReserveWouldBeUsed() {
        RawStore store = RawStores.open("", home, Long.MAX_VALUE);

        assertThatThrownBy(() -> store.put(List.of(ABC))).isInstanceOf(StorageFullException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abd", "", "abcd"})
    void putShouldReplaceDamagedContent(String damaged) throws IOException {
        open().put(List.of(ABC));
        Files.writeString(home.resolve("raw/ba/78").resolve(SHA_ABC), damaged);

        open().put(List.of(ABC));

        assertThat(open().get(ABC.sha256())).isEqualTo(ABC.bytes());
    }

    @Test
    void getShouldFailWhenTheContentIsDamaged() throws IOException {
        open().put(List.of(ABC));
        Files.writeString(home.resolve("raw/ba/78").resolve(SHA_ABC), "abd");

        assertThatThrownBy(() -> open().get(ABC.sha256()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }
}
