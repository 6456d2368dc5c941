package org.tsumugi.testbed.search.data;

import java.util.UUID;

/**
 * A disease, a prescribed drug or a laboratory result.
 *
 * @param code of its name in the {@link Vocabulary}
 * @param day as yyyymmdd
 * @param amount tablets at a time, or the result in the test's unit; 0 for a disease
 */
public record SyntheticRecord(UUID id, Kind kind, int code, int day, double amount) {}
