package org.tsumugi.upload.send;

import java.time.Duration;

/**
 * How long a request may take: what the server may need, and what the bytes need on the slowest line that the server still accepts. A
 * fixed time would have a slow line begin the same request again for ever.
 *
 * @param base what the server may need
 * @param bytesPerSecond of the slowest line
 * @param buffered bytes at most that the system has taken from us and may not have sent yet
 */
record RequestTime(Duration base, long bytesPerSecond, long buffered) {

    /** The server cuts off who sends less than 1 KB a second. */
    static final RequestTime DEFAULT = new RequestTime(Duration.ofMinutes(2), 1 << 10, 1 << 20);

    /** For a request with so many bytes. */
    Duration of(long bytes) {
        return base.plusSeconds(bytes / bytesPerSecond);
    }

    /** How long nothing may happen when the last thing we know is that the system took bytes of so many. */
    Duration silence(long bytes) {
        return of(Math.min(bytes, buffered));
    }
}
