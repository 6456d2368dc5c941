package org.tsumugi.server.monitor;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.store.Lane;

/** Reads how long the lanes of the pipeline's queue are. */
public final class QueueView {

    private static final String LANES = """
            select lane, count(*) as items, min(due_at) as oldest from tsumugi.work_item group by lane
            """;

    private final JdbcOperations jdbc;

    /** Reads in the migrated database behind {@code jdbc}. */
    public QueueView(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One lane.
     *
     * @param items patients who wait in it, one as often as something came for them
     * @param lagSeconds how long the one that waits longest has been due
     */
    record LaneState(Lane lane, long items, long lagSeconds) {}

    /** All lanes, empty ones included. */
    List<LaneState> lanes(Instant now) {
        List<LaneState> lanes = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            lanes.add(new LaneState(lane, 0, 0));
        }
        jdbc.query(LANES, row -> {
            Lane lane = Lane.values()[row.getInt("lane")];
            Timestamp oldest = row.getTimestamp("oldest");
            lanes.set(lane.ordinal(), new LaneState(lane, row.getLong("items"), age(oldest, now)));
        });
        return List.copyOf(lanes);
    }

    private static long age(Timestamp oldest, Instant now) {
        return Math.max(0, Duration.between(oldest.toInstant(), now).toSeconds());
    }
}
