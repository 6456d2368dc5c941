package org.tsumugi.hl7v2.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;

class DrugGroupTest {

    private static List<DrugGroup> group(String... segments) throws NotHl7Exception {
        return DrugGroup.of(Message.parse("MSH|^~\\&|A\rPID|1\rPV1|1|O\r" + String.join("\r", segments))
                .segments());
    }

    private static List<String> describe(List<DrugGroup> groups) {
        return groups.stream()
                .map(g -> g.order().map(Segment::place).orElse("-")
                        + " " + g.drug().place()
                        + " " + g.usages().stream().map(Segment::place).toList()
                        + " " + g.routes().stream().map(Segment::place).toList()
                        + " " + g.notes().stream().map(Segment::place).toList())
                .toList();
    }

    @Test
    void groupShouldFollowTheGuidelinesOrder() throws NotHl7Exception {
        assertThat(describe(
                        group("ORC|NW", "RXE|1", "TQ1|1", "RXR|PO", "ORC|NW", "RXE|2", "TQ1|1", "RXR|PO", "RXR|IV")))
                .containsExactly("ORC[1] RXE[1] [TQ1[1]] [RXR[1]] []", "ORC[2] RXE[2] [TQ1[2]] [RXR[2], RXR[3]] []");
    }

    @Test
    void groupShouldTakeUsageAndRouteThatStandBeforeTheirDrug() throws NotHl7Exception {
        assertThat(describe(group("ORC|NW", "TQ1|1", "RXR|PO", "RXE|1", "ORC|NW", "TQ1|2", "RXE|2")))
                .containsExactly("ORC[1] RXE[1] [TQ1[1]] [RXR[1]] []", "ORC[2] RXE[2] [TQ1[2]] [] []");
    }

    @Test
    void groupShouldShareAUsageWrittenOnceForSeveralDrugsOfAnOrder() throws NotHl7Exception {
        assertThat(describe(group("ORC|NW", "RXE|1", "RXE|2", "TQ1|1", "RXR|PO", "ORC|NW", "RXE|3")))
                .containsExactly(
                        "ORC[1] RXE[1] [TQ1[1]] [RXR[1]] []",
                        "ORC[1] RXE[2] [TQ1[1]] [RXR[1]] []",
                        "ORC[2] RXE[3] [] [] []");
    }

    @Test
    void groupShouldKeepDrugsWithoutAnOrderAndLeaveOutOrdersWithoutADrug() throws NotHl7Exception {
        assertThat(describe(group("AL1|1", "NTE|1", "RXE|1", "TQ1|1", "ORC|NW", "TQ1|1")))
                .containsExactly("- RXE[1] [TQ1[1]] [] []");
    }

    @Test
    void groupShouldKeepEveryUsageOfADrug() throws NotHl7Exception {
        assertThat(describe(group("ORC|NW", "RXE|1", "TQ1|1", "TQ1|2")))
                .containsExactly("ORC[1] RXE[1] [TQ1[1], TQ1[2]] [] []");
    }

    @Test
    void groupShouldGiveNotesOfAnOrderToItsDrugsAndNotesBehindADrugToThatDrug() throws NotHl7Exception {
        assertThat(describe(group("ORC|NW", "NTE|1", "RXE|1", "NTE|2", "RXE|2")))
                .containsExactly("ORC[1] RXE[1] [] [] [NTE[1], NTE[2]]", "ORC[1] RXE[2] [] [] [NTE[1]]");
    }
}
