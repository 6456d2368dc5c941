package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MessageValues.Place;

class MessageValuesTest {

    private static final String MESSAGE =
            "MSH|^~\\&|HIS|病院|GW|GW|20240115093000.123||RDE^O11^RDE_O11|42|P|2.5||||||~ISO IR87\r"
                    + "PID|0001||0000012345^^^^PI||山田^太郎\r"
                    + "ORC|NW|000000000012345\rORC|CA|000000000099999\r";

    private static String text(MessageValues values, String place) {
        return values.text(Place.parse(place));
    }

    @Test
    void readShouldGiveFieldsAndComponentsOfTheFirstSegment() {
        MessageValues values = MessageValues.read(MESSAGE.getBytes(Charset.forName("ISO-2022-JP")));
        assertThat(values.problem()).isEmpty();
        assertThat(text(values, "MSH-4")).isEqualTo("病院");
        assertThat(values.texts(Place.parse("MSH-18"))).containsExactly("", "ISO IR87");
        assertThat(text(values, "MSH-9")).isEqualTo("RDE^O11^RDE_O11");
        assertThat(text(values, "MSH-9.2")).isEqualTo("O11");
        assertThat(text(values, "PID-3.1")).isEqualTo("0000012345");
        assertThat(text(values, "ORC-1")).isEqualTo("NW");
        assertThat(text(values, "ZZZ-1")).isEmpty();
    }

    @Test
    void readShouldStillGiveTheHeaderWhenTheRestIsUndecodable() {
        byte[] bytes = MESSAGE.getBytes(StandardCharsets.UTF_8);
        MessageValues values = MessageValues.read(bytes);
        assertThat(values.problem()).contains(MappingIssueCode.UNDECODABLE_BYTES);
        assertThat(text(values, "MSH-10")).isEqualTo("42");
        assertThat(text(values, "PID-3")).isEmpty();
    }

    @Test
    void readShouldGiveNothingWhenItIsNoMessage() {
        MessageValues values = MessageValues.read("hello".getBytes(StandardCharsets.US_ASCII));
        assertThat(values.problem()).contains(MappingIssueCode.NOT_HL7);
        assertThat(text(values, "MSH-10")).isEmpty();
    }

    @Test
    void parseShouldRefuseWhatIsNoField() {
        assertThatThrownBy(() -> Place.parse("PID")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Place.parse("PID-0")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Place.parse("PID-3.1")).hasToString("PID-3.1");
    }
}
