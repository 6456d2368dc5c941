package org.tsumugi.hl7v2.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.storage.DataType;

class ConceptsTest {

    private final Ledger ledger = new Ledger();
    private final Concepts url = new Concepts(CodeSystems.of("1312345670", Systems.URL));
    private final Concepts oid = new Concepts(CodeSystems.of("1312345670", Systems.OID));

    @ParameterizedTest
    @CsvSource({
        "MDCDX2, '', http://medis.or.jp/CodeSystem/master-disease-keyNumber, urn:oid:1.2.392.200119.4.101.2",
        "MDCDX2, exchange, http://medis.or.jp/CodeSystem/master-disease-exCode, urn:oid:1.2.392.200119.4.101.6",
        "MDCDX2, modifier, http://medis.or.jp/CodeSystem/master-disease-modKeyNumber, urn:oid:1.2.392.200119.4.201.2",
        "MDCDX2, modifier-exchange, http://medis.or.jp/CodeSystem/master-disease-modExCode, urn:oid:1.2.392.200119.4.201.5",
        "HOT9, '', http://medis.or.jp/CodeSystem/master-HOT9, urn:oid:1.2.392.200119.4.403.1",
        "HOT, exchange, http://medis.or.jp/CodeSystem/master-HOT9, urn:oid:1.2.392.200119.4.403.1",
        "YJ, '', http://capstandard.jp/iyaku.info/CodeSystem/YJ-code, urn:oid:1.2.392.100495.20.1.73",
        "JC10, '', http://medis.or.jp/CodeSystem/master-JLAC10-17digits, urn:oid:1.2.392.200119.4.504",
        "JAMISDP01, '', http://jami.jp/CodeSystem/MedicationUsage, urn:oid:1.2.392.200250.2.2.20.20",
        "HL70069, '', http://jami.jp/SS-MIX2/CodeSystem/ClinicalDepartment, urn:oid:1.2.392.200250.2.2.2",
        "HL70177, '', http://terminology.hl7.org/CodeSystem/v2-0177, http://terminology.hl7.org/CodeSystem/v2-0177",
        "JHSD0001, '', urn:tsumugi:table:JHSD0001, urn:tsumugi:table:JHSD0001",
        "99XYZ, '', urn:tsumugi:facility:1312345670:code:99XYZ, urn:tsumugi:facility:1312345670:code:99XYZ"
    })
    void aTableShouldHaveItsSystemInBothGenerations(String table, String meaning, String urlForm, String oidForm) {
        assertThat(url.systems().system(table, meaning)).isEqualTo(urlForm);
        assertThat(oid.systems().system(table, meaning)).isEqualTo(oidForm);
    }

    @Test
    void standardAndLocalCodesShouldBeKeptInEitherOrder() throws Exception {
        CodeableConcept first = concept("620007329^アスピリン^HOT9^A1^ｱｽﾋﾟﾘﾝ 院内^99DRG");
        CodeableConcept second = concept("A1^ｱｽﾋﾟﾘﾝ 院内^99DRG^620007329^アスピリン^HOT9");
        assertThat(first.getCoding()).extracting(c -> c.getCode()).containsExactly("620007329", "A1");
        assertThat(second.getCoding()).extracting(c -> c.getCode()).containsExactly("A1", "620007329");
        assertThat(first.getText()).isEqualTo("アスピリン");
        assertThat(second.getText()).isEqualTo("ｱｽﾋﾟﾘﾝ 院内");
        assertThat(ledger.issues()).isEmpty();
    }

    @Test
    void anUnknownTableShouldBecomeTheFacilitysOwnAndBeReported() throws Exception {
        CodeableConcept concept = concept("1^x^院内 表");
        assertThat(concept.getCodingFirstRep().getSystem())
                .isEqualTo("urn:tsumugi:facility:1312345670:code:%E9%99%A2%E5%86%85%20%E8%A1%A8");
        assertThat(ledger.issues()).extracting(MappingIssue::code).containsExactly(MappingIssueCode.UNKNOWN_CODE_TABLE);
    }

    @Test
    void aCodeOutsideItsHl7TableShouldBecomeTheFacilitysOwnAndBeReported() throws Exception {
        CodeableConcept concept = concept("LUA^左上腕^HL70550^X1^その他^99ST");
        assertThat(concept.getCodingFirstRep().getSystem()).isEqualTo("urn:tsumugi:facility:1312345670:code:HL70550");
        assertThat(concept.getCodingFirstRep().getCode()).isEqualTo("LUA");
        assertThat(concept.getCodingFirstRep().getDisplay()).isEqualTo("左上腕");
        assertThat(ledger.issues()).extracting(MappingIssue::code).containsExactly(MappingIssueCode.UNKNOWN_CODE);
    }

    @ParameterizedTest
    @CsvSource({"LA,HL70163", "MR,HL70203", "1,HL79999"})
    void aCodeOfItsHl7TableShouldHaveTheTablesSystem(String code, String table) throws Exception {
        assertThat(concept(code + "^x^" + table).getCodingFirstRep().getSystem())
                .isEqualTo("http://terminology.hl7.org/CodeSystem/v2-" + table.substring(3));
        assertThat(ledger.issues()).isEmpty();
    }

    @Test
    void theTableOfATextWithoutACodeShouldBeIgnored() throws Exception {
        Message message = Message.parse("MSH|^~\\&|\rZZZ|^左手に実施^99IC2^^^99X^1.0^2.0~^^99IC2");
        Segment segment = message.segments().get(1);
        for (int i = 0; i < 2; i++) {
            url.concept(
                    CodedText.of(segment.field(1).repetitions().get(i)),
                    ledger.at(segment, 1).repetition(i));
        }
        ledger.close(DataType.OMP_11, message, List::of);
        assertThat(ledger.issues())
                .filteredOn(issue -> "ZZZ".equals(issue.segment()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10866520,HOT9", "3A01600000232710,JC10", "K29.77777,I10", "2005417,MDCDX2", "1013044,JAMISDP01"})
    void aCodeOfTheWrongFormatShouldBeKeptAndReported(String code, String table) throws Exception {
        assertThat(concept(code + "^x^" + table).getCodingFirstRep().getCode()).isEqualTo(code);
        assertThat(ledger.issues()).extracting(MappingIssue::code).containsExactly(MappingIssueCode.CODE_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({"108665201,HOT9", "3A016000002327102,JC10", "K297,I10", "I10,I10", "20054174,MDCDX2"})
    void aCodeOfTheRightFormatShouldNotBeReported(String code, String table) throws Exception {
        concept(code + "^x^" + table);
        assertThat(ledger.issues()).isEmpty();
    }

    @Test
    void aSubcomponentInACodeShouldBeData() throws Exception {
        assertThat(concept("9A100&IMP^心電図所見^99X").getCodingFirstRep().getCode()).isEqualTo("9A100&IMP");
    }

    @Test
    void aTextAloneShouldBeATextAndExplicitNullNothing() throws Exception {
        assertThat(concept("^そば").getText()).isEqualTo("そば");
        assertThat(concept("^そば").getCoding()).isEmpty();
        assertThat(url.concept(cwe("\"\""), ledger.file())).isEmpty();
    }

    @Test
    void anIsoUnitShouldBeUcumOnlyWhereItIsWrittenTheSame() throws Exception {
        assertThat(quantity("cm^cm^ISO+").getSystem()).isEqualTo("http://unitsofmeasure.org");
        Quantity other = quantity("mmhg^mmHg^ISO+");
        assertThat(other.getSystem()).isNotEqualTo("http://unitsofmeasure.org");
        assertThat(other.getUnit()).isEqualTo("mmHg");
        assertThat(quantity("TAB^錠^MR9P").getSystem())
                .isEqualTo("http://jpfhir.jp/fhir/core/mhlw/CodeSystem/MedicationUnitMERIT9Code");
    }

    @Test
    void numbersShouldKeepTheirDigitsAndAnythingElseBeReported() throws Exception {
        assertThat(quantity("g^g^ISO+").getValue()).hasToString("6.70");
        assertThat(url.quantity("> 100", ledger.file(), cwe("g^g^ISO+"), ledger.file()))
                .isEmpty();
        assertThat(url.quantity("1e9999999", ledger.file(), cwe("g^g^ISO+"), ledger.file()))
                .isEmpty();
        assertThat(ledger.issues()).hasSize(1);
    }

    private Quantity quantity(String unit) throws NotHl7Exception {
        return url.quantity("6.70", ledger.file(), cwe(unit), ledger.file()).orElseThrow();
    }

    private CodeableConcept concept(String cwe) throws NotHl7Exception {
        return url.concept(cwe(cwe), ledger.file()).orElseThrow();
    }

    private static CodedText cwe(String cwe) throws NotHl7Exception {
        Message message = Message.parse("MSH|^~\\&|\rZZZ|" + cwe);
        return CodedText.of(message.segments().get(1).field(1).first());
    }
}
