package org.tsumugi.upload.follow;

import java.util.List;
import org.tsumugi.upload.rule.Area;

/** All connections. A patient is always served by the same one, which is what keeps the order. */
final class Lanes {

    private final List<Lane> lanes;

    Lanes(List<Lane> lanes) {
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
        return lanes.get(lane).queue();
    }

    /** Says that more backlog is on its way, or that no more is. */
    void expect(boolean more) {
        lanes.forEach(lane -> lane.queue().expect(more));
    }

    /** Waits until everything that was handed over has been settled. */
    void awaitIdle() throws InterruptedException {
        for (Lane lane : lanes) {
            lane.queue().awaitIdle();
        }
    }

    /** Whether some second looks are only in the journal. */
    boolean haveOverflowed() {
        boolean any = false;
        for (Lane lane : lanes) {
            any |= lane.queue().hasOverflowed();
        }
        return any;
    }
}
