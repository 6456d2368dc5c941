package org.tsumugi.server.journal;

import org.tsumugi.server.raw.Sha256;

/**
 * One file as received.
 *
 * @param name its name
 * @param sha256 its content, already durable in the raw store
 * @param size in bytes
 */
public record JournalEntry(StorageName name, Sha256 sha256, long size) {}
