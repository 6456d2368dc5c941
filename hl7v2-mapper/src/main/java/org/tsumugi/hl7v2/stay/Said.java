package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import org.tsumugi.hl7v2.Contribution;

/**
 * A movement and its place in the order in which things were said, by transaction time.
 *
 * @param what the movement
 * @param rank from 0
 */
record Said(StayContribution what, int rank) {

    static List<Said> all(List<Contribution> contributions) {
        List<Said> all = new ArrayList<>();
        for (Contribution contribution : contributions) {
            if (contribution instanceof StayContribution movement) {
                all.add(new Said(movement, all.size()));
            }
        }
        return all;
    }

    Movement movement() {
        return what.movement();
    }

    boolean isCancellation() {
        return what.cancels();
    }

    When at() {
        return what.at();
    }

    String key() {
        return what.at().time().normalised();
    }
}
