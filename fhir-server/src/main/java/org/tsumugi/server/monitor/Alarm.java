package org.tsumugi.server.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that operators are told of.
 *
 * @param subject a facility's code, or {@code server}
 * @param detail counts and codes, as of when it opened
 * @param closedAt when it was the case no more; null while it is
 */
record Alarm(
        long id,
        String subject,
        AlarmKind kind,
        String detail,
        Instant openedAt,
        @Nullable Instant closedAt) {}
