package org.tsumugi.testbed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    private static final Question ANY = Question.all().get(0);

    /** Answers with the variation, and remembers what it was asked. */
    private static class Remembering implements Counter {

        final List<String> calls = new ArrayList<>();

        @Override
        public void forget() {
            calls.add("forget");
        }

        @Override
        public long count(Question question, int variation) {
            calls.add(String.valueOf(variation));
            return variation;
        }
    }

    @Test
    void measuringShouldAskWarmAndThenEachTimeFirst() throws Exception {
        Remembering counter = new Remembering();

        Measured measured = Measured.of(counter, ANY, 3);

        assertThat(counter.calls).containsExactly("3", "4", "0", "1", "2", "forget", "0", "forget", "1", "forget", "2");
        assertThat(measured.totals()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void measuringShouldFailWhenAnAnswerChanges() {
        Counter counting = new Remembering() {
            @Override
            public long count(Question question, int variation) {
                super.count(question, variation);
                return calls.size();
            }
        };

        assertThatThrownBy(() -> Measured.of(counting, ANY, 2)).isInstanceOf(IllegalStateException.class);
    }
}
