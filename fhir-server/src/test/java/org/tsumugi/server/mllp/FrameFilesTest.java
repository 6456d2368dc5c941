package org.tsumugi.server.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MessageValues;
import org.tsumugi.server.mllp.FrameFiles.NamedMessage;
import org.tsumugi.server.mllp.MllpProperties.Action;
import org.tsumugi.server.mllp.MllpProperties.Rule;

class FrameFilesTest {

    private static final Charset JIS = Charset.forName("ISO-2022-JP");
    private static final String FACILITY = "1234567890";

    private static final HeaderRule PRESCRIPTION = new HeaderRule(new Rule(
            Map.of("MSH-9", "RDE^O11", "MSH-3", "PHARM"),
            "OMP-01",
            "PID-3.1",
            "ORC-9",
            "ORC-2",
            "MSH-7",
            "ORC-17.1",
            new Action("ORC-1", List.of("CA"))));

    private static final HeaderRule PATIENT =
            new HeaderRule(new Rule(Map.of("MSH-9.2", "A08"), "ADT-00", "PID-3.1", null, null, "MSH-7", null, null));

    private final FrameFiles files = new FrameFiles(FACILITY, List.of(PRESCRIPTION, PATIENT));

    private static String order(String time, String action) {
        return "MSH|^~\\&|PHARM|病院|GW|GW|" + time + "||RDE^O11^RDE_O11|1|P|2.5\r"
                + "PID|0001||0000012345^^^^PI||山田^太郎\r"
                + "ORC|" + action + "|12345|||||||20240115093000||||||||01^内科^HL70069\r";
    }

    private List<NamedMessage> of(String frame) throws NoStorageFileException {
        byte[] bytes = frame.getBytes(JIS);
        return files.of(bytes, MessageValues.read(FrameFiles.firstMessage(bytes)));
    }

    @Test
    void ofShouldNameAMessageByTheFirstRuleThatFits() throws NoStorageFileException {
        String message = order("20240115093001.25+0900", "NW");
        assertThat(of(message)).singleElement().satisfies(file -> {
            assertThat(file.path().toPath())
                    .isEqualTo("000/001/0000012345/20240115/OMP-01/"
                            + "0000012345_20240115_OMP-01_000000000012345_2024011509300125_01_1");
            assertThat(file.message()).isEqualTo(message.getBytes(JIS));
        });
    }

    @Test
    void ofShouldNameADeletionWithFlagZero() throws NoStorageFileException {
        assertThat(of(order("20240115093001", "CA")).get(0).path().toPath()).endsWith("_20240115093001_01_0");
    }

    @Test
    void ofShouldNameATypeWithoutDateAndOrder() throws NoStorageFileException {
        assertThat(of("MSH|^~\\&|HIS||||20240115093001||ADT^A08^ADT_A01|1|P|2.5\rPID|||0000012345\r")
                        .get(0)
                        .path()
                        .toPath())
                .endsWith("/-/ADT-00/0000012345_-_ADT-00_999999999999999_20240115093001_-_1");
    }

    @Test
    void ofShouldNameMessagesByTheLinesBeforeThem() throws NoStorageFileException {
        String line = "#SSMIX,2.00," + FACILITY + ",0000012345,20240115,OMP-01,000000000012345,INS,-,20240115093001000";
        String first = order("20240115093001", "NW");
        List<NamedMessage> named = of(line + "\r" + first + "\r"
                + line.replace("INS", "DEL").replace("001000", "002000") + "\r" + order("20240115093002", "CA"));
        assertThat(named).extracting(file -> file.path().flag().digit()).containsExactly('1', '0');
        assertThat(named.get(0).message()).isEqualTo(first.getBytes(JIS));
        assertThat(named.get(1).message())
                .as("with the end of its last segment")
                .isEqualTo(order("20240115093002", "CA").getBytes(JIS));
    }

    @Test
    void ofShouldRefuseALineOfAnotherFacility() {
        assertThatThrownBy(() -> of("#SSMIX,2.00,0000000001,0000012345,20240115,OMP-01,000000000012345,INS,-,"
                        + "20240115093001000\r" + order("20240115093001", "NW")))
                .isInstanceOf(NoStorageFileException.class)
                .hasMessageContaining("another facility");
    }

    @Test
    void ofShouldRefuseAFrameThatIsOnlyALine() {
        String line = "#SSMIX,2.00," + FACILITY + ",0000012345,20240115,OMP-01,000000000012345,INS,-,20240115093001000";
        for (String frame : List.of("#SSMIX,", "#SSMIX,\r\r", line, line + "\r", line + "\r" + line + "\r")) {
            assertThatThrownBy(() -> of(frame)).as(frame).isInstanceOf(NoStorageFileException.class);
        }
    }

    @Test
    void ofShouldRefuseWhatNoRuleIsFor() {
        assertThatThrownBy(() -> of("MSH|^~\\&|HIS||||20240115093001||ORU^R01|1|P|2.5\rPID|||0000012345\r"))
                .isInstanceOfSatisfying(
                        NoStorageFileException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MESSAGE_TYPE));
    }

    @Test
    void ofShouldRefuseWithoutAnyValueWhenAFieldIsNotAsItMustBe() {
        assertThatThrownBy(() -> of(order("today", "NW")))
                .hasMessage("MSH-7 is missing or has not the form it must have");
        assertThatThrownBy(() -> of(order("20240115093001", "NW").replace("0000012345", "a/../b")))
                .isInstanceOf(NoStorageFileException.class)
                .message()
                .doesNotContain("..");
    }

    @Test
    void aRuleForADatedTypeShouldBeRefusedWhenItNamesNoDate() {
        assertThatThrownBy(() ->
                        new HeaderRule(new Rule(Map.of(), "OMP-01", "PID-3.1", null, "ORC-2", "MSH-7", null, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
