package org.tsumugi.testbed.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimesTest {

    private static final long MILLI = 1_000_000;

    @Test
    void percentileShouldBeTheLeastThatSoManyDoNotExceed() {
        Times twenty = new Times(
                LongStream.rangeClosed(1, 20).map(i -> (21 - i) * MILLI).toArray());

        assertThat(twenty.percentile(50)).isEqualTo(10);
        assertThat(twenty.percentile(95)).isEqualTo(19);
        assertThat(twenty.percentile(100)).isEqualTo(20);
    }

    @Test
    void percentileOfOneCallShouldBeItsTime() {
        Times one = new Times(new long[] {3 * MILLI});

        assertThat(one.percentile(50)).isEqualTo(3);
        assertThat(one.percentile(95)).isEqualTo(3);
    }

    @Test
    void cellShouldBeHalfAndNinetyFive() {
        assertThat(new Times(new long[] {MILLI / 4, 12_345 * MILLI}).cell()).isEqualTo("0.3 / 12,345");
    }
}
