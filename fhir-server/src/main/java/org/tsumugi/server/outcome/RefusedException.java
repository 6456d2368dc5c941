package org.tsumugi.server.outcome;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a row of the table. Not a defect of the server, so it carries no stack trace. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final @Nullable Duration retryAfter;

    /** @param failure what the caller is told */
    public RefusedException(Failure failure) {
        this(failure, null);
    }

    /**
     * @param failure what the caller is told
     * @param retryAfter when the caller may try again, sent in whole seconds as {@code Retry-After}; null for no such advice
     */
    public RefusedException(Failure failure, @Nullable Duration retryAfter) {
        super(failure.words(), null, false, false);
        this.failure = failure;
        this.retryAfter = retryAfter;
    }

    /** What the caller is told. */
    public Failure failure() {
        return failure;
    }

    /** When the caller may try again; null for no advice. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
