package org.tsumugi.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tsumugi.search.Count;
import org.tsumugi.search.Count.Found;
import org.tsumugi.search.Name;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.search.IndexedCounts.Answer;

class CountsTest {

    private static Count count(long total, boolean moreNames, long... records) {
        List<Found> names = Arrays.stream(records)
                .mapToObj(number -> new Found(new Name("Condition", "癌" + number), number))
                .toList();
        return new Count(total, names, moreNames);
    }

    @Test
    void namesShouldBeToldWhereNoneIsRare() {
        Count count = count(12, false, 7, 5);
        assertThat(Counts.withoutSmall(count, 5)).isEqualTo(count);
        Count more = count(17, true, 7, 5);
        assertThat(Counts.withoutSmall(more, 5)).isEqualTo(more);
    }

    @Test
    void namesShouldNotTellHowFewRecordsBearAnother() {
        for (Count count : List.of(count(11, false, 7, 4), count(6, false, 5, 1), count(13, true, 7, 5))) {
            assertThat(Counts.withoutSmall(count, 5)).isEqualTo(new Count(count.total(), List.of(), true));
        }
    }

    /** Persons, or records that bear several of the names: what is left of the total is no count of anything. */
    @Test
    void namesShouldBeToldWhereTheyAreMoreThanTheTotal() {
        Count count = count(11, true, 7, 5);
        assertThat(Counts.withoutSmall(count, 5)).isEqualTo(count);
    }

    @Test
    void refusalShouldSayWhetherItIsOfUseToAskAgain() {
        assertThat(Counts.refusal(new Answer(Optional.empty(), true))).isInstanceOf(RefusedException.class);
        assertThat(Counts.refusal(new Answer(Optional.empty(), false)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("100000 names");
    }
}
