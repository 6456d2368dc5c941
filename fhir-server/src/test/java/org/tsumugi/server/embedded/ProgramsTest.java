package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

    @TempDir
    Path parent;

    @Test
    void sameArchiveShouldBeUnpackedOnce() throws Exception {
        Path first = unpack("one", ProgramsTest::write);
        Path second = unpack("one", (archive, directory) -> {
            throw new IOException("unpacked again");
        });
        assertThat(second).isEqualTo(first);
        assertThat(second.resolve("bin/program")).hasContent("one");
    }

    @Test
    void otherArchiveShouldTakeThePlaceOfTheFirst() throws Exception {
        Files.createFile(parent.resolve("data"));
        Path first = unpack("one", ProgramsTest::write);
        Path second = unpack("two", ProgramsTest::write);
        assertThat(first).doesNotExist();
        assertThat(second.resolve("bin/program")).hasContent("two");
        assertThat(parent.resolve("data")).exists();
    }

    @Test
    void unpackingCutShortShouldLeaveNothingThatCounts() throws Exception {
        assertThatThrownBy(() -> unpack("one", (archive, directory) -> {
                    write(archive, directory);
                    throw new IOException("cut short");
                }))
                .hasMessage("cut short");
        Path unpacked = unpack("one", ProgramsTest::write);
        assertThat(unpacked.resolve("bin/program")).hasContent("one");
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left).containsExactly(unpacked);
        }
    }

    private Path unpack(String content, Programs.Format format) throws IOException {
        return Programs.unpackedBelow(
                parent, () -> new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), format);
    }

    private static void write(InputStream archive, Path directory) throws IOException {
        Files.createDirectory(directory.resolve("bin"));
        Files.copy(archive, directory.resolve("bin/program"));
    }
}
