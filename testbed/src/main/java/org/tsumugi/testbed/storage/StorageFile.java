package org.tsumugi.testbed.storage;

/**
 * One file of a standardized or extended storage.
 *
 * @param path below the facility's root, with {@code /} between folders
 * @param content raw bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and written, never compared
public record StorageFile(String path, byte[] content) {}
