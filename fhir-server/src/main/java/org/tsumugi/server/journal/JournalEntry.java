package org.tsumugi.server.journal;

import java.util.Set;
import org.tsumugi.server.raw.Sha256;

/**
 * One file as received.
 *
 * @param name its name
 * @param sha256 its content, already durable in the raw store
 * @param textSha256 of its content without the line ends behind the last line, where those may be more or fewer without another
 *     meaning; otherwise the same as {@code sha256}
 * @param size in bytes
 * @param beginnings of contents that may have been recorded for it and are known to be this one, half-written: by their digest as in
 *     {@code textSha256}
 */
public record JournalEntry(StorageName name, Sha256 sha256, Sha256 textSha256, long size, Set<Sha256> beginnings) {

    /** Content of which nothing else is known. */
    public JournalEntry(StorageName name, Sha256 sha256, Sha256 textSha256, long size) {
        this(name, sha256, textSha256, size, Set.of());
    }
}
