package org.tsumugi.hl7v2.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;

class OccasionTest {

    private static List<List<String>> occasions(String... segments) throws NotHl7Exception {
        return Occasion.of(Message.parse("MSH|^~\\&|\rPID|1\r" + String.join("\r", segments))).stream()
                .map(occasion ->
                        occasion.segments().stream().map(Segment::place).toList())
                .toList();
    }

    @Test
    void occasionShouldBeWhatStandsUnderOneOrder() throws NotHl7Exception {
        assertThat(occasions("ORC|NW", "RXE|", "TQ1|", "RXC|B", "RXC|A", "ORC|NW", "RXE|", "OBX|"))
                .containsExactly(
                        List.of("ORC[1]", "RXE[1]", "TQ1[1]", "RXC[1]", "RXC[2]"),
                        List.of("ORC[2]", "RXE[2]", "OBX[1]"));
    }

    @Test
    void secondDrugSegmentShouldBeAFurtherOccasionOfTheSameOrder() throws NotHl7Exception {
        assertThat(occasions("ORC|NW", "RXE|", "RXC|B", "RXE|", "RXC|B"))
                .containsExactly(List.of("ORC[1]", "RXE[1]", "RXC[1]"), List.of("ORC[1]", "RXE[2]", "RXC[2]"));
    }

    @Test
    void segmentsShouldBeInAnyOrderBelowTheOrder() throws NotHl7Exception {
        assertThat(occasions("RXC|B", "ORC|NW", "RXC|B", "TQ1|", "RXE|"))
                .containsExactly(List.of("ORC[1]", "RXC[2]", "TQ1[1]", "RXE[1]"));
    }

    @Test
    void orderWithoutDrugsShouldBeNoOccasion() throws NotHl7Exception {
        assertThat(occasions("ORC|CA", "ORC|NW", "TQ1|")).isEmpty();
    }
}
