package org.tsumugi.server.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of the rules.
 *
 * @param version its name
 * @param current whether it is in force
 * @param activatedAt when it came into force last; null when it never did
 * @param activatedBy who had it do so
 * @param reason why
 */
record RulesVersion(
        String version,
        boolean current,
        @Nullable Instant activatedAt,
        @Nullable String activatedBy,
        @Nullable String reason) {}
