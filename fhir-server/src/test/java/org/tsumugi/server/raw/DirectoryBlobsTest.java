package org.tsumugi.server.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives a loss of power: killing a process leaves the system's memory, so that only the forcing itself can be looked at. */
class DirectoryBlobsTest {

    private static final String NAME = "ab".repeat(32);
    private static final BlobStore.Blob BLOB = new BlobStore.Blob(NAME, new byte[] {1, 2, 3});

    @TempDir
    private Path directory;

    private final Collection<Path> forced = new ConcurrentLinkedQueue<>();

    private Path root() {
        return directory.resolve("volume/raw");
    }

    private Path blob() {
        return root().resolve("ab").resolve("ab").resolve(NAME);
    }

    /** A file is forced with its bytes before it has its name, its directory after. */
    private void record(FileChannel channel, Path path) throws IOException {
        if (Files.isDirectory(path)) {
            forced.add(path);
        } else {
            assertThat(channel.size()).isEqualTo(BLOB.bytes().length);
            assertThat(blob()).doesNotExist();
            forced.add(root().resolve("file"));
        }
        if (path.equals(blob().getParent())) {
            assertThat(blob()).exists();
        }
        channel.force(true);
    }

    @Test
    void createShouldForceTheFileThenEveryDirectoryThatIsNew() throws Exception {
        new DirectoryBlobs(root(), 0, this::record).create(List.of(BLOB));

        assertThat(forced)
                .containsSubsequence(directory, directory.resolve("volume"), root(), root().resolve("ab"))
                .endsWith(root().resolve("file"), blob().getParent());
    }

    @Test
    void createShouldForceTheDirectoryOfWhatIsThereAlready() throws Exception {
        new DirectoryBlobs(root(), 0).create(List.of(BLOB));

        assertThat(new DirectoryBlobs(root(), 0, this::recordDirectory).create(List.of(BLOB)))
                .containsExactly(NAME);
        assertThat(forced).contains(blob().getParent());
    }

    private void recordDirectory(FileChannel channel, Path path) {
        forced.add(path);
    }

    @Test
    void replaceShouldForceTheFileThenItsDirectory() throws Exception {
        new DirectoryBlobs(root(), 0, this::record).replace(BLOB);
        assertThat(forced).endsWith(root().resolve("file"), blob().getParent());
    }

    @Test
    void replaceOfASpooledFileShouldForceItThenItsDirectory() throws Exception {
        DirectoryBlobs blobs = new DirectoryBlobs(root(), 0, this::record);
        Path spooled = blobs.spool();
        Files.write(spooled, BLOB.bytes());
        blobs.replace(NAME, spooled);
        assertThat(forced).contains(root().resolve("file")).endsWith(blob().getParent());
    }

    @Test
    void nothingShouldBeKeptAnyMoreAfterADirectoryCouldNotBeForced() throws Exception {
        DirectoryBlobs blobs = new DirectoryBlobs(root(), 0, (channel, path) -> {
            if (path.equals(blob().getParent())) {
                throw new IOException("Input/output error");
            }
        });
        assertThatThrownBy(() -> blobs.create(List.of(BLOB))).isInstanceOf(IOException.class);
        BlobStore.Blob other = new BlobStore.Blob("cd".repeat(32), new byte[] {4});
        assertThatThrownBy(() -> blobs.create(List.of(other)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("restarted");

        assertThat(new DirectoryBlobs(root(), 0).create(List.of(other))).isEmpty();
    }
}
