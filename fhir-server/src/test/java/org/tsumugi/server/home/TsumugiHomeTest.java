package org.tsumugi.server.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsumugiHomeTest {

    @TempDir
    Path directory;

    @Test
    void openShouldMakePrivateDirectoryWithVersionWhenAbsent() throws IOException {
        Path path = directory.resolve("a/home");
        try (TsumugiHome home = TsumugiHome.open(path)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory())))
                    .isEqualTo("rwx------");
            assertThat(Files.readString(path.resolve("home-version"))).isEqualTo("1\n");
        }
    }

    @Test
    void openShouldSucceedAgainWhenClosed() {
        TsumugiHome.open(directory.resolve("home")).close();
        try (TsumugiHome home = TsumugiHome.open(directory.resolve("home"))) {
            assertThat(home.directory()).isDirectory();
        }
    }

    @Test
    void openShouldBeRefusedWhenAnotherServerHasIt() {
        try (TsumugiHome home = TsumugiHome.open(directory.resolve("home"))) {
            assertThatThrownBy(() -> TsumugiHome.open(home.directory()))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("Another Tsumugi server")
                    .hasMessageContaining("--tsumugi.home");
        }
    }

    @Test
    void openShouldBeRefusedWhenLayoutIsNewer() throws IOException {
        TsumugiHome.open(directory.resolve("home")).close();
        Files.writeString(directory.resolve("home/home-version"), "2\n");
        assertThatThrownBy(() -> TsumugiHome.open(directory.resolve("home")))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("newer Tsumugi");
    }

    @Test
    void openShouldBeRefusedWhenLayoutIsUnknown() throws IOException {
        TsumugiHome.open(directory.resolve("home")).close();
        Files.writeString(directory.resolve("home/home-version"), "next\n");
        assertThatThrownBy(() -> TsumugiHome.open(directory.resolve("home")))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("does not hold a layout number");
    }

    @Test
    void openShouldBeRefusedWhenDirectoryHoldsSomethingElse() throws IOException {
        Files.writeString(directory.resolve("letter.txt"), "mine");
        assertThatThrownBy(() -> TsumugiHome.open(directory))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("not a Tsumugi home");
    }

    @Test
    void openShouldFreeLockWhenRefused() throws IOException {
        Path home = directory.resolve("home");
        TsumugiHome.open(home).close();
        Files.writeString(home.resolve("home-version"), "2\n");
        assertThatThrownBy(() -> TsumugiHome.open(home)).isInstanceOf(HomeException.class);
        Files.writeString(home.resolve("home-version"), "1\n");
        TsumugiHome.open(home).close();
    }
}
