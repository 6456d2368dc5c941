package org.tsumugi.server.search;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * Whether names can be searched. Until they could be once, the server does not say that it can serve; when they cannot be any more, it
 * does, for everything else can.
 */
public final class SearchHealth implements HealthIndicator {

    /** Something does not work, and the server serves. */
    public static final Status DEGRADED = new Status("DEGRADED");

    private final IndexState state;

    /** @param state as the worker finds it */
    public SearchHealth(IndexState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        Health.Builder health =
                state.hasServed() ? Health.status(state.isUsable() ? Status.UP : DEGRADED) : Health.down();
        return health.withDetail("index", state.condition()).build();
    }
}
