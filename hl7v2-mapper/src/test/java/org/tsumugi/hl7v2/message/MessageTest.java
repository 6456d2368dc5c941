package org.tsumugi.hl7v2.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    private static final String MSH = "MSH|^~\\&|HIS|SEND|GW|RCV|20260401||ADT^A08^ADT_A01|1|P|2.5";

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r\n"})
    void everySegmentEndShouldBeAccepted(String end) throws Exception {
        for (String last : List.of("", end)) {
            Message message = Message.parse(MSH + end + "PID|1" + end + "PV1|2" + last);
            assertThat(message.segments()).extracting(Segment::id).containsExactly("MSH", "PID", "PV1");
        }
    }

    @Test
    void parseShouldPassOverTheEndBlockOfMllp() throws NotHl7Exception {
        Message message = Message.parse("MSH|^~\\&|A\rPID|1\r\u001c");

        assertThat(message.segments()).extracting(Segment::id).containsExactly("MSH", "PID");
    }

    @Test
    void headerFieldsShouldBeNumberedAsInTheStandard() throws Exception {
        Segment msh = Message.parse(MSH).segments().get(0);
        assertThat(msh.text(1)).isEqualTo("|");
        assertThat(msh.text(2)).isEqualTo("^~\\&");
        assertThat(msh.text(3)).isEqualTo("HIS");
        assertThat(msh.field(9).first().text(2)).isEqualTo("A08");
        assertThat(msh.text(12)).isEqualTo("2.5");
        assertThat(msh.text(13)).isEmpty();
    }

    @Test
    void repetitionsComponentsAndSubcomponentsShouldKeepTheirOrder() throws Exception {
        Segment pid = parse("PID|a|b1^b2&b3~c1^^c3|~x~");
        assertThat(pid.field(2).repetitions()).hasSize(2);
        assertThat(pid.field(2).first().component(2).text(2)).isEqualTo("b3");
        assertThat(pid.field(2).first().component(2).raw()).isEqualTo("b2&b3");
        assertThat(pid.field(2).repetitions().get(1).text(3)).isEqualTo("c3");
        assertThat(pid.field(3).repetitions()).extracting(Repetition::text).containsExactly("", "x", "");
    }

    @ParameterizedTest
    @CsvSource({
        "a\\F\\b, a|b",
        "a\\S\\b, a^b",
        "a\\T\\b, a&b",
        "a\\R\\b, a~b",
        "a\\E\\b, a\\b",
        "\\X0D0A\\, '\r\n'",
        "a\\.br\\b, 'a\nb'",
        "\\H\\a\\N\\, a",
        "a\\Zunknown\\b, a\\Zunknown\\b",
        "C:\\dir, C:\\dir",
        "\\F\\\\S\\, |^",
        "\\X8F\\, \\X8F\\"
    })
    void escapesShouldBeResolved(String sent, String meant) throws Exception {
        assertThat(parse("NTE|" + sent).text(1)).isEqualTo(meant);
    }

    @Test
    void anEscapedDelimiterShouldNotSplit() throws Exception {
        Segment nte = parse("NTE|a\\F\\b\\S\\c\\R\\d\\T\\e|next");
        assertThat(nte.field(1).repetitions()).hasSize(1);
        assertThat(nte.field(1).first().size()).isEqualTo(1);
        assertThat(nte.text(1)).isEqualTo("a|b^c~d&e");
        assertThat(nte.text(2)).isEqualTo("next");
    }

    @Test
    void explicitNullShouldBeToldFromEmptyAndReadAsNoText() throws Exception {
        Segment pid = parse("PID|\"\"||\"\"^x");
        assertThat(pid.field(1).isExplicitNull()).isTrue();
        assertThat(pid.field(2).isExplicitNull()).isFalse();
        assertThat(pid.field(3).isExplicitNull()).isFalse();
        assertThat(pid.text(1)).isEmpty();
        assertThat(pid.text(3)).isEmpty();
        assertThat(pid.field(1).first().component(1).isExplicitNull()).isTrue();
        assertThat(pid.field(1).first().raw()).isEmpty();
        assertThat(pid.field(3).first().raw()).isEqualTo("^x");
    }

    @Test
    void deletedPartsShouldDeleteTheFieldWhenNothingElseIsSent() throws Exception {
        Segment pid = parse("PID|\"\"^\"\"^|\"\"&\"\"|a&\"\"");
        assertThat(pid.field(1).isExplicitNull()).isTrue();
        assertThat(pid.field(2).isExplicitNull()).isTrue();
        assertThat(pid.field(3).isExplicitNull()).isFalse();
        assertThat(pid.field(3).first().data(1)).isEqualTo("a&");
    }

    @Test
    void yenAndOverlineShouldStandForBackslashAndTilde() throws Exception {
        Message message = Message.parse("MSH|^‾¥&|HIS\rPID|a‾b^¥F¥");
        Segment pid = message.segments().get(1);
        assertThat(pid.field(1).repetitions()).hasSize(2);
        assertThat(pid.field(1).repetitions().get(1).text(2)).isEqualTo("|");
    }

    @Test
    void theRomanSetShouldBeReadAfterAnAsciiHeader() throws Exception {
        Segment pid = parse("PID|a‾b¥S¥c|¥1,000");
        assertThat(pid.field(1).repetitions()).extracting(Repetition::text).containsExactly("a", "b^c");
        assertThat(pid.text(2)).isEqualTo("¥1,000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MSH", "PID|1", "MSH|^~\\", "MSH|^^\\&|", "MSHABCDE", "\rMSH|^~\\&|"})
    void textThatIsNoMessageShouldBeRefused(String text) {
        assertThatThrownBy(() -> Message.parse(text)).isInstanceOf(NotHl7Exception.class);
    }

    @Test
    void occurrencesShouldBeCountedPerSegmentId() throws Exception {
        Message message = Message.parse(MSH + "\rOBX|1\rNTE|1\rOBX|2");
        assertThat(message.all("OBX")).extracting(Segment::place).containsExactly("OBX[1]", "OBX[2]");
        assertThat(message.first("NTE")).isPresent();
        assertThat(message.first("ZZZ")).isEmpty();
    }

    @Test
    void aBrokenLineShouldNotBeShownAsASegmentId() throws Exception {
        Message message = Message.parse(MSH + "\rNTE|a\n患者太郎|b");
        assertThat(message.segments()).extracting(Segment::place).containsExactly("MSH[1]", "NTE[1]", "?[1]");
    }

    @Property(tries = 300)
    void anyTextShouldComeBackWhenItsDelimitersAreEscaped(@ForAll("texts") List<String> texts) throws Exception {
        String fields = texts.stream().map(MessageTest::escaped).collect(Collectors.joining("|"));
        Segment segment = parse("ZZZ|" + fields + "|end");
        for (int i = 0; i < texts.size(); i++) {
            String expected = texts.get(i).equals("\"\"") ? "" : texts.get(i);
            assertThat(segment.text(i + 1)).isEqualTo(expected);
        }
        assertThat(segment.text(texts.size() + 1)).isEqualTo("end");
    }

    @Property(tries = 500)
    void anyBodyShouldBeReadWithoutFailing(@ForAll("bodies") String body) throws Exception {
        Message message = Message.parse(MSH + "\r" + body);
        message.segments().forEach(segment -> {
            for (int field = 0; field <= segment.size() + 1; field++) {
                segment.field(field).repetitions().forEach(repetition -> {
                    for (int component = 0; component <= repetition.size() + 1; component++) {
                        assertThat(repetition.component(component).raw()).isNotNull();
                    }
                });
            }
        });
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars("|^~\\&\"漢字カナAB12 ")
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.strings().withChars("|^~\\&\"XF0D\r\nPIDOBX漢").ofMaxLength(80);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("~", "\\R\\")
                .replace("&", "\\T\\");
    }

    private static Segment parse(String segment) throws NotHl7Exception {
        return Message.parse(MSH + "\r" + segment).segments().get(1);
    }
}
