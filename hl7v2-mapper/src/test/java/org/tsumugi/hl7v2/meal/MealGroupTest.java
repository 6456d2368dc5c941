package org.tsumugi.hl7v2.meal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

class MealGroupTest {

    @Test
    void eachOrcShouldBeginAnOrder() throws Exception {
        assertThat(groups("ORC", "TQ1", "ODS", "ODS", "ORC", "ODS"))
                .containsExactly("ORC[1] TQ1[1] ODS[1] ODS[2]", "ORC[2] ODS[3]");
    }

    @Test
    void segmentsBeforeTheFirstOrcShouldBelongToIt() throws Exception {
        assertThat(groups("TQ1", "ODS", "ORC", "ODS")).containsExactly("ORC[1] TQ1[1] ODS[1] ODS[2]");
    }

    @Test
    void segmentsWithoutAnyOrcShouldBeAnOrder() throws Exception {
        assertThat(groups("ODS", "TQ1")).containsExactly("TQ1[1] ODS[1]");
    }

    @Test
    void otherSegmentsShouldBeNoOrder() throws Exception {
        assertThat(groups("AL1", "NTE")).isEmpty();
    }

    private static List<String> groups(String... segments) throws Exception {
        return MealGroup.of(Message.parse("MSH|^~\\&|\r" + String.join("|1\r", segments) + "|1")).stream()
                .map(MealGroupTest::text)
                .toList();
    }

    private static String text(MealGroup group) {
        Segment order = group.order();
        return Stream.of(order == null ? List.<Segment>of() : List.of(order), group.times(), group.diets())
                .flatMap(List::stream)
                .map(Segment::place)
                .collect(Collectors.joining(" "));
    }
}
