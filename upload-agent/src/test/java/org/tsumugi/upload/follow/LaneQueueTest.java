package org.tsumugi.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.upload.rule.Area;

class LaneQueueTest {

    private static final String PATIENT = "000/123/0001234560";
    private static final String LEAF = PATIENT + "/20260401/OML-11";
    private static final String OTHER = PATIENT + "/20260402/OML-11";

    private final Volume volume = new Volume(1, Path.of("storage"), Area.STANDARDIZED);

    @Test
    void secondLookShouldComeWhenTheFirstOfItsPatientIsDue() {
        long now = System.nanoTime();
        long far = now + Duration.ofHours(1).toNanos();
        for (List<Long> due : List.of(List.of(far, now), List.of(now, far))) {
            LaneQueue queue = new LaneQueue();
            queue.addDelayed(Visit.toLeaf(volume, LEAF), due.get(0));
            queue.addDelayed(Visit.toLeaf(volume, OTHER), due.get(1));
            assertThat(queue.poll())
                    .hasValueSatisfying(visit -> assertThat(visit.leaves()).containsExactly(LEAF, OTHER));
            assertThat(queue.poll()).isEmpty();
        }
    }
}
