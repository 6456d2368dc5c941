package org.tsumugi.upload.follow;

import java.util.List;
import org.tsumugi.upload.rule.Area;

/** All connections. A patient is always served by the same one, which is what keeps the order. */
final class Lanes {

    private final List<LaneQueue> lanes;

    Lanes(List<LaneQueue> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    /** Something happens there now. */
    void hot(Visit visit) throws InterruptedException {
        queue(visit).addHot(visit);
    }

    /** Look there when there is time. */
    void backlog(Visit visit) throws InterruptedException {
        queue(visit).addBacklog(visit);
    }

    private LaneQueue queue(Visit visit) {
        int lane = visit.place().volume().area() == Area.TRANSACTION
                ? 0
                : Math.floorMod(visit.place().name().hashCode(), lanes.size());
        return lanes.get(lane);
    }

    /** Says that more backlog is on its way, or that no more is. */
    void expect(boolean more) {
        lanes.forEach(lane -> lane.expect(more));
    }

    /** Waits until everything that was handed over has been settled. */
    void awaitIdle() throws InterruptedException {
        for (LaneQueue lane : lanes) {
            lane.awaitIdle();
        }
    }

    /** Whether some second looks are only in the journal. */
    boolean haveOverflowed() {
        boolean any = false;
        for (LaneQueue lane : lanes) {
            any |= lane.hasOverflowed();
        }
        return any;
    }
}
