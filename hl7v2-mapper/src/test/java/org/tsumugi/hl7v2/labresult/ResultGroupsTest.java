package org.tsumugi.hl7v2.labresult;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;

class ResultGroupsTest {

    private static ResultGroups group(String... segments) throws NotHl7Exception {
        return ResultGroups.of(Message.parse("MSH|^~\\&|A\rPID|1\rPV1|1|O\r" + String.join("\r", segments)));
    }

    /** Each order as {@code OBR ORC [SPM] [OBX]}. */
    private static List<String> describe(ResultGroups groups) {
        return groups.orders().stream()
                .map(order -> (order.obr() == null ? "-" : order.obr().place())
                        + " " + (order.orc() == null ? "-" : order.orc().place())
                        + " "
                        + order.specimens().stream().map(s -> s.spm().place()).toList()
                        + " "
                        + order.results().stream().map(r -> r.obx().place()).toList())
                .toList();
    }

    private static final List<String> TWO_SPECIMENS = List.of(
            "OBR[1] ORC[1] [SPM[1]] [OBX[1], OBX[2]]",
            "OBR[2] ORC[2] [SPM[1]] [OBX[3]]",
            "OBR[3] ORC[3] [SPM[2]] [OBX[4]]");

    @Test
    void groupShouldFollowTheGuidelinesOrder() throws NotHl7Exception {
        ResultGroups groups = group(
                "SPM|1", "OBR|1", "ORC|SC", "OBX|1", "OBX|2", "OBR|2", "ORC|SC", "OBX|1", "SPM|2", "OBR|1", "ORC|SC",
                "OBX|1");

        assertThat(describe(groups)).isEqualTo(TWO_SPECIMENS);
    }

    @Test
    void groupShouldGiveTheSameWhenOrcStandsBeforeObr() throws NotHl7Exception {
        ResultGroups groups = group(
                "SPM|1", "ORC|SC", "OBR|1", "OBX|1", "OBX|2", "ORC|SC", "OBR|2", "OBX|1", "SPM|2", "ORC|SC", "OBR|1",
                "OBX|1");

        assertThat(describe(groups)).isEqualTo(TWO_SPECIMENS);
    }

    @Test
    void groupShouldTakeSpmBehindItsObr() throws NotHl7Exception {
        assertThat(describe(group("OBR|1", "SPM|1", "OBX|1", "OBR|2", "OBX|1", "SPM|2")))
                .containsExactly("OBR[1] - [SPM[1]] [OBX[1]]", "OBR[2] - [SPM[2]] [OBX[2]]");
    }

    @Test
    void groupShouldNotMixOrdersWithoutResults() throws NotHl7Exception {
        assertThat(describe(group("SPM|1", "OBR|1", "ORC|SC", "OBR|2", "ORC|SC", "OBX|1")))
                .containsExactly("OBR[1] ORC[1] [SPM[1]] []", "OBR[2] ORC[2] [SPM[1]] [OBX[1]]");
    }

    @Test
    void groupShouldKeepResultsWithoutObrOrSpm() throws NotHl7Exception {
        assertThat(describe(group("OBX|1", "OBX|2"))).containsExactly("- - [] [OBX[1], OBX[2]]");
        assertThat(describe(group("SPM|1", "OBX|1", "SPM|2", "OBR|1", "OBX|1")))
                .containsExactly("- - [SPM[1]] [OBX[1]]", "OBR[1] - [SPM[2]] [OBX[2]]");
    }

    @Test
    void groupShouldGiveANoteToWhatItStandsBehind() throws NotHl7Exception {
        ResultGroups groups = group(
                "NTE|1||patient",
                "SPM|1",
                "NTE|1||specimen",
                "OBR|1",
                "NTE|1||order",
                "ORC|SC",
                "NTE|1||order too",
                "TQ1|1",
                "OBX|1",
                "NTE|1||result",
                "NTE|2||result too",
                "OBX|2");

        assertThat(texts(groups.notes())).containsExactly("patient");
        assertThat(texts(groups.specimens().get(0).notes())).containsExactly("specimen");
        ResultGroups.OrderGroup order = groups.orders().get(0);
        assertThat(texts(order.notes())).containsExactly("order", "order too");
        assertThat(order.timings()).hasSize(1);
        assertThat(texts(order.results().get(0).notes())).containsExactly("result", "result too");
        assertThat(order.results().get(1).notes()).isEmpty();
    }

    @Test
    void groupShouldSetUnknownSegmentsApart() throws NotHl7Exception {
        ResultGroups groups = group("SPM|1", "FT1|1", "OBR|1", "OBX|1");

        assertThat(groups.strays().stream().map(Segment::place)).containsExactly("FT1[1]");
        assertThat(describe(groups)).containsExactly("OBR[1] - [SPM[1]] [OBX[1]]");
    }

    private static List<String> texts(List<Segment> notes) {
        return notes.stream().map(nte -> nte.text(3)).toList();
    }
}
