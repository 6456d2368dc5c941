package org.tsumugi.hl7v2.examorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;

class ExamGroupsTest {

    private static List<ExamGroup> groups(String... segments) throws NotHl7Exception {
        return ExamGroups.of(Message.parse("MSH|^~\\&|HIS\r" + String.join("\r", segments)));
    }

    private static List<String> places(List<Segment> segments) {
        return segments.stream().map(Segment::place).toList();
    }

    @Test
    void readShouldJoinTheOrderWrittenTwice() throws Exception {
        List<ExamGroup> groups = groups(
                "ORC|NW|10",
                "TQ1|1",
                "OBR||10||X^x^L",
                "ORC|PA|10",
                "OBR||10||X^x^L",
                "OBX|1",
                "ORC|CH|11||||||10",
                "OBR||11");
        assertThat(groups).hasSize(2);
        assertThat(places(groups.get(0).orders())).containsExactly("ORC[1]", "ORC[2]");
        assertThat(places(groups.get(0).requests())).containsExactly("OBR[1]", "OBR[2]");
        assertThat(groups.get(0).results()).hasSize(1);
        assertThat(groups.get(0).isChild()).isFalse();
        assertThat(groups.get(1).isChild()).isTrue();
        assertThat(groups.get(1).parentNumber()).isEqualTo("10");
    }

    @Test
    void readShouldJoinTheOrderWrittenTwiceWhenOnlyObrHasItsNumber() throws Exception {
        assertThat(groups("ORC|NW|10", "OBR||10||X^x^L", "ORC|PA|12", "OBR||10||X^x^L"))
                .hasSize(1);
    }

    @Test
    void readShouldKeepExaminationsApartThatHaveOneNumber() throws Exception {
        assertThat(groups("ORC|NW|10", "OBR||10||X^x^L", "ORC|NW|10", "OBR||10||Y^y^L"))
                .extracting(ExamGroup::code)
                .containsExactly("X", "Y");
    }

    @Test
    void readShouldTakeOrcBehindObrToItWhenTheFirstStandsSo() throws Exception {
        List<ExamGroup> groups = groups("OBR||10||X^x^L", "ORC|SC|10", "OBX|1", "OBR||11||Y^y^L", "ORC|SC|11", "OBX|1");
        assertThat(groups).hasSize(2);
        assertThat(groups.get(1).number()).isEqualTo("11");
        assertThat(places(groups.get(1).requests())).containsExactly("OBR[2]");
    }

    @Test
    void readShouldGiveATechniqueWhatStandsBehindIt() throws Exception {
        ExamGroup group = groups(
                        "ORC|NW|10",
                        "OBR||10",
                        "OBX|1",
                        "ZE1|1",
                        "OBX|1",
                        "ZE2|1",
                        "ZE2|2",
                        "ZE1|2",
                        "OBX|1",
                        "IPC|A",
                        "OBX|2")
                .get(0);
        assertThat(group.techniques()).hasSize(2);
        assertThat(group.techniques().get(0).results()).hasSize(1);
        assertThat(group.techniques().get(0).exposures()).hasSize(2);
        assertThat(group.techniques().get(1).results()).hasSize(1);
        assertThat(group.results()).extracting(result -> result.obx().place()).containsExactly("OBX[1]", "OBX[4]");
        assertThat(group.images()).hasSize(1);
    }

    @Test
    void readShouldGiveNotesToWhatTheyStandBehind() throws Exception {
        ExamGroup group = groups("NTE|1", "OBR||10", "NTE|1", "OBX|1", "NTE|1", "ZE1|1", "NTE|1")
                .get(0);
        assertThat(places(group.notes())).containsExactly("NTE[2]");
        assertThat(places(group.results().get(0).notes())).containsExactly("NTE[3]");
        assertThat(places(group.techniques().get(0).notes())).containsExactly("NTE[4]");
    }
}
