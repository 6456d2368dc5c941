package org.tsumugi.hl7v2.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;

class DrugGroupTest {

    private static DrugGroup.Grouped group(String... segments) throws NotHl7Exception {
        return DrugGroup.of(Message.parse("MSH|^~\\&|A\rPID|1\rPV1|1|O\r" + String.join("\r", segments)));
    }

    private static List<String> describe(DrugGroup.Grouped grouped) {
        return grouped.groups().stream()
                .map(g -> (g.order() == null ? "-" : g.order().place())
                        + " " + g.drug().place()
                        + " " + (g.usage() == null ? "-" : g.usage().place())
                        + " " + g.routes().stream().map(Segment::place).toList())
                .toList();
    }

    @Test
    void groupShouldFollowTheGuidelinesOrder() throws NotHl7Exception {
        assertThat(describe(
                        group("ORC|NW", "RXE|1", "TQ1|1", "RXR|PO", "ORC|NW", "RXE|2", "TQ1|1", "RXR|PO", "RXR|IV")))
                .containsExactly("ORC[1] RXE[1] TQ1[1] [RXR[1]]", "ORC[2] RXE[2] TQ1[2] [RXR[2], RXR[3]]");
    }

    @Test
    void groupShouldTakeUsageAndRouteThatStandBeforeTheirDrug() throws NotHl7Exception {
        assertThat(describe(group("ORC|NW", "TQ1|1", "RXR|PO", "RXE|1", "ORC|NW", "TQ1|2", "RXE|2")))
                .containsExactly("ORC[1] RXE[1] TQ1[1] [RXR[1]]", "ORC[2] RXE[2] TQ1[2] []");
    }

    @Test
    void groupShouldShareAUsageWrittenOnceForSeveralDrugsOfAnOrder() throws NotHl7Exception {
        assertThat(describe(group("ORC|NW", "RXE|1", "RXE|2", "TQ1|1", "RXR|PO", "ORC|NW", "RXE|3")))
                .containsExactly(
                        "ORC[1] RXE[1] TQ1[1] [RXR[1]]", "ORC[1] RXE[2] TQ1[1] [RXR[1]]", "ORC[2] RXE[3] - []");
    }

    @Test
    void groupShouldKeepDrugsWithoutAnOrderAndOrdersWithoutADrug() throws NotHl7Exception {
        DrugGroup.Grouped grouped = group("AL1|1", "RXE|1", "TQ1|1", "ORC|NW");

        assertThat(describe(grouped)).containsExactly("- RXE[1] TQ1[1] []");
        assertThat(grouped.strays().stream().map(Segment::place)).containsExactly("AL1[1]", "ORC[1]");
    }

    @Test
    void groupShouldReportASecondUsageOfTheSameDrug() throws NotHl7Exception {
        DrugGroup drug = group("ORC|NW", "RXE|1", "TQ1|1", "TQ1|2").groups().get(0);

        assertThat(drug.surplusUsages().stream().map(Segment::place)).containsExactly("TQ1[2]");
    }
}
