package org.tsumugi.hl7v2.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;

class InjectedTest {

    private static List<String> given(String... segments) throws NotHl7Exception {
        return Injected.of(Message.parse("MSH|^~\\&|\rPID|1\r" + String.join("\r", segments))).stream()
                .map(one ->
                        places(one.segments()) + " " + places(one.first().beside("RXR")) + " " + one.tellsTheOrder())
                .toList();
    }

    private static List<String> places(List<Segment> segments) {
        return segments.stream().map(Segment::place).toList();
    }

    @Test
    void drugsOfOneRowShouldBeOneAdministration() throws NotHl7Exception {
        assertThat(given("ORC|NW", "RXE|", "RXR|IV", "RXC|B", "RXA|0|1|1", "RXA|0|1|1", "RXR|IM", "OBX|1"))
                .containsExactly("[RXA[1], RXA[2]] [RXR[2]] true");
    }

    @Test
    void drugsBehindARouteShouldBeAFurtherAdministration() throws NotHl7Exception {
        assertThat(given("ORC|NW", "RXA|0|1|1", "RXR|IV", "RXA|0|1|1", "RXR|IV"))
                .containsExactly("[RXA[1]] [RXR[1]] false", "[RXA[2]] [RXR[2]] false");
    }

    @Test
    void drugsOfOtherNumberTimeOrStateShouldBeAdministrationsOfTheirOwn() throws NotHl7Exception {
        assertThat(given(
                        "ORC|NW",
                        "RXA|0|1|1|2||||||||||||||||CP",
                        "RXA|0|2|1|2||||||||||||||||CP",
                        "RXA|0|1|3|4||||||||||||||||CP",
                        "RXA|0|1|1|2||||||||||||||||RE",
                        "RXA|0|1|1|2||||||||||||||||CP",
                        "RXR|IV"))
                .containsExactly(
                        "[RXA[1], RXA[5]] [RXR[1]] false",
                        "[RXA[2]] [RXR[1]] false",
                        "[RXA[3]] [RXR[1]] false",
                        "[RXA[4]] [RXR[1]] false");
    }

    @Test
    void drugsWithoutAStateOfWhichOneWasRefusedShouldBeAdministrationsOfTheirOwn() throws NotHl7Exception {
        assertThat(given("ORC|NW", "RXA|0|1|1|2", "RXA|0|1|1|2||||||||||||||^拒否", "RXA|0|1|1|2", "RXR|IV"))
                .containsExactly("[RXA[1], RXA[3]] [RXR[1]] false", "[RXA[2]] [RXR[1]] false");
    }

    @Test
    void drugsOfOneStateShouldBeOneAdministrationWhereOnlyOneSaysWhy() throws NotHl7Exception {
        assertThat(given("ORC|NW", "RXA|0|1|1|2||||||||||||||^悪心||PA", "RXA|0|1|1|2||||||||||||||||PA", "RXR|IV"))
                .containsExactly("[RXA[1], RXA[2]] [RXR[1]] false");
    }
}
