package org.tsumugi.server.receive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.journal.Receipt;

/**
 * The answer for one file.
 *
 * @param path as sent; only in answers for many files
 * @param status the HTTP status that the file would have had alone
 * @param receipt what logs and reports name the file by; null when it was not kept
 * @param outcome what was new about it; null when it was not kept
 * @param issue a code that says what is already known to be wrong; null when nothing is
 * @param retryAfter seconds after which sending it again may succeed
 */
@JsonInclude(Include.NON_NULL)
record Answer(
        @Nullable String path,
        int status,
        @Nullable UUID receipt,
        @Nullable String outcome,
        @Nullable String issue,
        @Nullable Long retryAfter) {

    private static final int CREATED = 201;
    private static final int OK = 200;

    static Answer of(@Nullable String path, Receipt receipt) {
        return new Answer(
                path,
                receipt.outcome().isNewContent() ? CREATED : OK,
                receipt.id(),
                receipt.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                receipt.issue().orElse(null),
                null);
    }

    static Answer refused(String path, int status, String issue) {
        return new Answer(path, status, null, null, issue, null);
    }
}
