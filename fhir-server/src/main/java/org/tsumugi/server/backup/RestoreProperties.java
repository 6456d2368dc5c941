package org.tsumugi.server.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an empty server is filled with before it starts.
 *
 * @param from where the backups are; empty for an ordinary start
 * @param until the newest backup that was taken no later; null for the newest of all
 */
@ConfigurationProperties("tsumugi.restore")
public record RestoreProperties(
        @DefaultValue("") String from, @Nullable Instant until) {}
