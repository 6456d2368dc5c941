package org.tsumugi.testbed.fuzz;

import org.tsumugi.hl7v2.storage.StoragePath;

/**
 * An undamaged file to begin with.
 *
 * @param facility 10-digit institution code
 * @param path where it lies in the storage
 * @param content its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // damaged copies are made of it, it is never compared
public record Seed(String facility, StoragePath path, byte[] content) {}
