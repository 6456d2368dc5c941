package org.tsumugi.testbed.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);

    private static Measured measured(long total, int milliseconds) {
        Times times = new Times(new long[] {milliseconds * 1_000_000L});
        return new Measured(times, times, List.of(total));
    }

    private static List<Compared> compared(long total) {
        return Question.all().stream()
                .map(question -> new Compared(question, measured(total, 1), measured(total, 2), measured(total, 3)))
                .toList();
    }

    @Test
    void sizesShouldStandBesideEachOther() {
        Growth growth = new Growth();
        growth.add(5_000_000, compared(50));
        growth.add(1_000_000, compared(10));

        growth.print(out);

        assertThat(printed.toString().lines())
                .hasSize(3 + Question.all().size())
                .contains(
                        "| theme | asked for | name | counted | number, 1,000,000 records | number, 5,000,000 records"
                                + " | index warm, 1,000,000 records | index warm, 5,000,000 records | btree warm, 1,000,000 records"
                                + " | btree warm, 5,000,000 records | scan warm, 1,000,000 records | scan warm, 5,000,000 records |")
                .contains(
                        "| T3 | disease | substring | persons | 10 | 50 | 1.0 / 1.0 | 1.0 / 1.0 | 2.0 / 2.0 | 2.0 / 2.0"
                                + " | 3.0 / 3.0 | 3.0 / 3.0 |");
    }

    @Test
    void oneSizeShouldNotBeCompared() {
        Growth growth = new Growth();
        growth.add(1_000_000, compared(10));

        growth.print(out);

        assertThat(printed.toString()).isEmpty();
    }

    @Test
    void disagreementShouldBeSeenInEachOfTheThree() {
        Question question = Question.all().get(0);
        Measured right = measured(7, 1);
        Measured wrong = measured(8, 1);

        assertThat(new Compared(question, right, right, right).agrees()).isTrue();
        assertThat(new Compared(question, right, right, null).agrees()).isTrue();
        assertThat(new Compared(question, wrong, right, null).agrees()).isFalse();
        assertThat(new Compared(question, right, wrong, right).agrees()).isFalse();
        assertThat(new Compared(question, right, right, wrong).agrees()).isFalse();
        assertThat(new Compared(question, right, wrong, right).disagreement())
                .isEqualTo("ERROR: T1 patients by age  Patients: index [7], vocabulary [8], scan [7]");
    }
}
