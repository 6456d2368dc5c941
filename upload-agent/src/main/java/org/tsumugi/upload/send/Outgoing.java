package org.tsumugi.upload.send;

import java.nio.file.Path;
import java.util.Optional;
import org.tsumugi.upload.rule.StoredName;

/**
 * A file on its way.
 *
 * @param content its bytes; empty for a large file, which is read while it is sent
 * @param file where a large file lies; empty for a record cut out of a transaction file
 * @param size bytes
 */
@SuppressWarnings("ArrayRecordComponent") // read once from disk, sent, never compared
public record Outgoing(StoredName name, byte[] content, Optional<Path> file, long size) {

    /** A file that is in memory. */
    public static Outgoing small(StoredName name, byte[] content) {
        return new Outgoing(name, content, Optional.empty(), content.length);
    }

    /** A file that is read while it is sent. */
    public static Outgoing large(StoredName name, Path file, long size) {
        return new Outgoing(name, new byte[0], Optional.of(file), size);
    }

    boolean isLarge() {
        return file.isPresent();
    }

    String path() {
        return name.path();
    }
}
