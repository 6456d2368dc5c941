package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/** Reads files that somebody else may be writing, renaming or deleting. */
final class Content {

    private Content() {}

    /**
     * The bytes of a file; empty when it is not any more what it was when it was listed. The channel lets others rename the file
     * meanwhile, on Windows, too.
     *
     * @throws IOException when it is there and cannot be read
     */
    static Optional<byte[]> read(Path file, BasicFileAttributes listed) throws IOException {
        byte[] bytes = new byte[(int) listed.size()];
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int read = channel.read(buffer);
            while (read >= 0 && buffer.hasRemaining()) {
                read = channel.read(buffer);
            }
            if (buffer.hasRemaining() || channel.size() != listed.size()) {
                return Optional.empty();
            }
        } catch (IOException e) {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            throw e;
        }
        return isUnchanged(file, listed) ? Optional.of(bytes) : Optional.empty();
    }

    /** Whether the file is what it was when it was listed. */
    static boolean isUnchanged(Path file, BasicFileAttributes listed) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.size() == listed.size()
                    && now.lastModifiedTime().equals(listed.lastModifiedTime())
                    && Objects.equals(now.fileKey(), listed.fileKey());
        } catch (IOException e) {
            if (!Files.exists(file)) {
                return false;
            }
            throw e;
        }
    }
}
