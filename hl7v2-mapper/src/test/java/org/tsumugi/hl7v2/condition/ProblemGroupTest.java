package org.tsumugi.hl7v2.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;

class ProblemGroupTest {

    private static ProblemGroup.Grouped group(String... segments) throws NotHl7Exception {
        return ProblemGroup.of(Message.parse("MSH|^~\\&|A\rPID|1\r" + String.join("\r", segments)));
    }

    @Test
    void groupShouldGiveEachDiseaseItsOwnSegmentsInAnyOrder() throws NotHl7Exception {
        ProblemGroup.Grouped grouped =
                group("PRB|AD", "ORC|NW|1", "ZPD|1", "ZPD|2", "ZPR|a", "PRB|AD", "ZPR|b", "ZI1|1");

        assertThat(grouped.groups()).hasSize(2);
        ProblemGroup first = grouped.groups().get(0);
        assertThat(places(first.teeth())).containsExactly("ZPD[1]", "ZPD[2]");
        assertThat(first.modifiers()).isNotNull().extracting(Segment::place).isEqualTo("ZPR[1]");
        assertThat(first.order()).isNotNull();
        ProblemGroup second = grouped.groups().get(1);
        assertThat(second.modifiers()).isNotNull().extracting(Segment::place).isEqualTo("ZPR[2]");
        assertThat(second.order()).isNull();
        assertThat(places(second.insurances())).containsExactly("ZI1[1]");
    }

    @Test
    void groupShouldLetAnOrderBeforeTheDiseasesSpeakForThoseWithoutOne() throws NotHl7Exception {
        ProblemGroup.Grouped grouped = group("ORC|NW|1", "PRB|AD", "PRB|AD", "ORC|NW|2");

        assertThat(grouped.groups())
                .extracting(g -> g.order() == null ? "" : g.order().text(2))
                .containsExactly("1", "2");
        assertThat(grouped.strays()).isEmpty();
    }

    @Test
    void groupShouldKeepWhatHasNoPlaceApart() throws NotHl7Exception {
        ProblemGroup.Grouped grouped = group("AL1|1", "PRB|AD", "ZPR|a", "ZPR|b", "XYZ|1");

        assertThat(places(grouped.strays())).containsExactly("AL1[1]");
        assertThat(places(grouped.groups().get(0).surplus())).containsExactly("ZPR[2]", "XYZ[1]");
    }

    private static List<String> places(List<Segment> segments) {
        return segments.stream().map(Segment::place).toList();
    }
}
