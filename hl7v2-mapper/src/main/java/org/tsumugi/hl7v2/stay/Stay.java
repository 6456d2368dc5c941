package org.tsumugi.hl7v2.stay;

import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.datatype.Timestamp;

/** One stay while it is put together: its admission, its discharge, or both. */
final class Stay {

    @Nullable
    Timestamp start;

    @Nullable
    StayContribution admission;

    @Nullable
    StayContribution discharge;

    boolean cancelled;

    private int dischargeRank = -1;

    Stay(@Nullable Timestamp start) {
        this.start = start;
    }

    boolean beganBy(Timestamp time) {
        return start != null && !Times.isBefore(time, start);
    }

    boolean beganBefore(Timestamp time) {
        return start != null && Times.isBefore(start, time);
    }

    /** Whether a discharge at this time can be this stay's: it has none yet, or one of the same day, which it corrects. */
    boolean canEndAt(Timestamp time) {
        Timestamp end = end();
        return end == null || Times.isSameDay(end, time);
    }

    /** Takes a discharge, unless one that was said later is there already. */
    void close(StayContribution movement, int rank) {
        if (rank > dischargeRank) {
            discharge = movement;
            dischargeRank = rank;
        }
    }

    @Nullable
    Timestamp end() {
        return discharge == null ? null : discharge.discharge();
    }
}
