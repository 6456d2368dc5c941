package org.tsumugi.server.journal;

import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;

/** Which store this is, for agents: one that is put back to an earlier state has another epoch, and everything is sent to it again. */
public final class StoreEpoch {

    private final JdbcOperations jdbc;

    /** The epoch in the migrated database behind {@code jdbc}. */
    public StoreEpoch(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The one in force. */
    public UUID current() {
        return Objects.requireNonNull(jdbc.queryForObject("select epoch from tsumugi.store_epoch", UUID.class));
    }

    /** Begins another. */
    public UUID renew() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "update tsumugi.store_epoch set epoch = gen_random_uuid() returning epoch", UUID.class));
    }
}
