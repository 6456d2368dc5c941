package org.tsumugi.server.journal;

import org.tsumugi.server.raw.Sha256;

/**
 * One file as received.
 *
 * @param name its name
 * @param sha256 its content, already durable in the raw store
 * @param textSha256 of its content without the line ends behind the last line, where those may be more or fewer without another
 *     meaning; otherwise the same as {@code sha256}
 * @param size in bytes
 */
public record JournalEntry(StorageName name, Sha256 sha256, Sha256 textSha256, long size) {}
