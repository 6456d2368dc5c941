package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

    @Test
    void orderShouldGiveEachLaneItsShare() {
        assertThat(IntStream.rangeClosed(1, 16)
                        .filter(turn -> WorkQueue.order(turn).get(0) == Lane.FRESH))
                .hasSize(12);
        assertThat(IntStream.rangeClosed(1, 16)
                        .filter(turn -> WorkQueue.order(turn).get(0) == Lane.BACKLOG))
                .hasSize(3);
        assertThat(WorkQueue.order(16).get(0)).isEqualTo(Lane.REMAP);
        assertThat(WorkQueue.order(16)).containsExactlyInAnyOrder(Lane.values());
    }

    @Test
    void filesShouldBeFewerWhenUnitsTakeLong() {
        Pace pace = new Pace(50, Duration.ofMillis(1500));
        assertThat(pace.files()).isEqualTo(50);

        IntStream.range(0, 50).forEach(unit -> pace.took(50, Duration.ofSeconds(15)));
        assertThat(pace.files()).isEqualTo(5);

        IntStream.range(0, 50).forEach(unit -> pace.took(50, Duration.ofMillis(100)));
        assertThat(pace.files()).isEqualTo(50);
    }
}
