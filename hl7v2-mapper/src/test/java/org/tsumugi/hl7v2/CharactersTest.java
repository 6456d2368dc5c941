package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.storage.StoragePath;

/** What no text of a record may have never reaches one, by whatever way it comes. */
class CharactersTest {

    @ParameterizedTest
    @CsvSource({
        "\\XFFFD\\, \\XFFFD\\", // not the bytes of a character
        "\\X00\\, \\X00\\",
        "\\X1B\\, \\X1B\\",
        "\\X\\, \\X\\",
        "\\X82A0\\, \\X82A0\\", // Shift_JIS
        "\\X41\\, A",
        "\\X1B244224221B2842\\, あ", // ISO-2022-JP, the character set of the message
        "\\F\\\\S\\\\T\\\\R\\\\E\\, |^&~\\"
    })
    void escapesShouldGiveTextOrStayAsTheyAre(String sent, String family) throws Exception {
        assertThat(familyOf(sent)).isEqualTo(family);
    }

    @ParameterizedTest
    @CsvSource({"'A\0B'", "'A\u0007B'", "'A\u000BB'", "'A\u007FB'"})
    void controlCharactersShouldBePassedOverAndReported(String sent) throws Exception {
        assertThat(familyOf(sent)).isEqualTo("AB");
        assertThat(map(sent).issues()).extracting(MappingIssue::code).contains(MappingIssueCode.CONTROL_CHARACTERS);
    }

    @Test
    void escapeSequenceThatIsCutShouldQuarantineTheFile() throws Exception {
        MappedFile file = map("A\u001B$");

        assertThat(file.verdict()).isEqualTo(Verdict.QUARANTINED);
        assertThat(file.issues().get(0).detail()).contains("byte offset");
    }

    private static String familyOf(String sent) throws Exception {
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(MapperSettings.DEFAULT), "1312345670");
        storage.add(path(), bytes(sent));
        return storage.only(Patient.class).getNameFirstRep().getFamily();
    }

    private static MappedFile map(String sent) throws Exception {
        return SsMix2Mapper.of(MapperSettings.DEFAULT).map("1312345670", path(), bytes(sent));
    }

    private static byte[] bytes(String sent) {
        return ("MSH|^~\\&|A|B|C|D|20260401||ADT^A08|1|P|2.5\rPID|1||0000012345||" + sent)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static StoragePath path() throws Exception {
        return StoragePath.parse(
                "000/001/0000012345/-/ADT-00/0000012345_-_ADT-00_999999999999999_20260401091500123_-_1");
    }
}
