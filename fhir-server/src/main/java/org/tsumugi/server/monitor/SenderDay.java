package org.tsumugi.server.monitor;

import java.time.LocalDate;
import java.util.Map;

/**
 * What a facility's senders said a day came to, counts by code.
 *
 * @param sent files by data type
 * @param skipped files by reason
 * @param violations names, flags and contents that break the rules of the storage
 * @param errors failed attempts
 */
record SenderDay(
        LocalDate day,
        Map<String, Long> sent,
        Map<String, Long> skipped,
        Map<String, Long> violations,
        Map<String, Long> errors) {

    long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    long violationCount() {
        return violations.values().stream().mapToLong(Long::longValue).sum();
    }
}
