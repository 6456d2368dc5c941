package org.tsumugi.upload.send;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read while it is sent. The HTTP client makes one failure of those of the network and of the disk, and takes a read that
 * fails for the end of the file; here it is remembered which it was.
 */
final class LocalFile {

    private final Path path;
    private volatile @Nullable IOException failure;
    private volatile long readNanos = System.nanoTime();

    LocalFile(Path path) {
        this.path = path;
    }

    /** When something of it was last read, as {@link System#nanoTime} has it; when this was made before that. */
    long readNanos() {
        return readNanos;
    }

    /** Its content, compressed. */
    InputStream open() {
        try {
            return new Watched(GzippedFile.open(path));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Throws what went wrong on this side, if anything did.
     *
     * @throws NoSuchFileException when it is not there any more
     * @throws UnreadableFileException when it is there and cannot be read
     */
    void throwFailure() throws IOException {
        IOException seen = failure;
        if (seen instanceof NoSuchFileException) {
            throw new NoSuchFileException("a large file");
        }
        if (seen != null) {
            throw new UnreadableFileException();
        }
    }

    private UncheckedIOException failed(IOException e) {
        failure = e;
        return new UncheckedIOException(e);
    }

    private final class Watched extends FilterInputStream {

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            readNanos = System.nanoTime();
            try {
                return super.read();
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            readNanos = System.nanoTime();
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}
