package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.receive.Turns.Turn;

class TurnsTest {

    private final Turns<String> turns = new Turns<>();

    @Test
    void nextShouldGiveTheFacilityThatHasWaitedLongest() {
        Set<String> all = Set.of("a", "b", "c");
        for (String expected : new String[] {"a", "b", "c", "a", "b"}) {
            assertThat(turns.next(all)).contains(new Turn<>(expected, null));
            turns.end(expected);
        }
    }

    @Test
    void nextShouldGiveNoFacilityTwoTurnsAtOnce() {
        assertThat(turns.next(Set.of("a"))).isPresent();
        assertThat(turns.next(Set.of("a"))).isEmpty();
        turns.end("a");
        assertThat(turns.next(Set.of("a"))).isPresent();
    }

    @Test
    void nextShouldGiveBackWhatWasBegun() {
        turns.next(Set.of("a"));
        turns.pause("a", "half");

        assertThat(turns.next(Set.of("b"))).as("a newcomer waits least").contains(new Turn<>("b", null));
        assertThat(turns.next(Set.of("a", "b"))).contains(new Turn<>("a", "half"));
        assertThat(turns.next(Set.of("a", "b"))).isEqualTo(Optional.empty());
    }

    @Test
    void takeBegunShouldLeaveWhatIsInHand() {
        turns.next(Set.of("a"));
        turns.pause("a", "paused");
        turns.next(Set.of("b"));

        assertThat(turns.takeBegun()).containsExactly("paused");
        assertThat(turns.takeBegun()).isEmpty();
    }
}
