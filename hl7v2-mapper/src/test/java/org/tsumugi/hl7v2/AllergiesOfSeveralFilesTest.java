package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.junit.jupiter.api.Test;

/** Allergies of one patient that come from several files, in whatever order they arrive. */
class AllergiesOfSeveralFilesTest {

    private static final String PENICILLIN = "DA^薬剤アレルギー^HL70127|K01^架空シリン^99DRG";

    @Test
    void threeFilesShouldGiveTheSameAllergiesInAllOrders() throws Exception {
        List<GoldenCase.Input> files = List.of(
                adt61("20260401", "IAM|1|" + PENICILLIN + "|SV^重度^HL70128|呼吸困難|A^追加^HL70323"),
                adt00("20260402", "AL1|1|" + PENICILLIN, "AL1|2|FA^食物アレルギー^HL70127|^そば"),
                prescription("20260403", "AL1|1|" + PENICILLIN, "AL1|2|FA^食物アレルギー^HL70127|^えび"));
        String expected = mapped(files).json();
        for (List<GoldenCase.Input> order : orders(files)) {
            assertThat(mapped(order).json()).isEqualTo(expected);
        }
        assertThat(allergies(files)).containsExactlyInAnyOrder("架空シリン active severe", "そば active -", "えび active -");
    }

    @Test
    void allergyInsideAPrescriptionShouldBeAnAllergyOfThePatient() throws Exception {
        MappedStorage storage = mapped(List.of(prescription("20260403", "AL1|1|" + PENICILLIN)));
        AllergyIntolerance allergy = storage.only(AllergyIntolerance.class);
        assertThat(allergy.getCode().getText()).isEqualTo("架空シリン");
        assertThat(allergy.getCategory().get(0).getCode()).isEqualTo("medication");
        assertThat(allergy.hasVerificationStatus()).isFalse();
        assertThat(storage.issues())
                .noneMatch(issue -> String.valueOf(issue.segment()).startsWith("AL1"));
    }

    @Test
    void deletionShouldOutweighWhatWasSaidBeforeItAndNotWhatIsSaidAfterIt() throws Exception {
        GoldenCase.Input deletion = adt61("20260405", "IAM|1|" + PENICILLIN + "|||D^削除^HL70323");
        for (List<GoldenCase.Input> order : orders(List.of(
                deletion, adt00("20260401", "AL1|1|" + PENICILLIN), prescription("20260402", "AL1|1|" + PENICILLIN)))) {
            assertThat(allergies(order)).containsExactly("架空シリン inactive -");
        }
        for (List<GoldenCase.Input> order :
                orders(List.of(deletion, prescription("20260406", "AL1|1|" + PENICILLIN)))) {
            assertThat(allergies(order)).containsExactly("架空シリン active -");
        }
    }

    @Test
    void allergyShouldStayWhenALaterFileDoesNotRepeatIt() throws Exception {
        assertThat(allergies(List.of(
                        prescription("20260401", "AL1|1|" + PENICILLIN),
                        adt00("20260402", "AL1|1|FA^食物アレルギー^HL70127|^そば"),
                        adt61("20260403", "IAM|1|FA^食物アレルギー^HL70127|^えび|||A^追加^HL70323"))))
                .hasSize(3);
    }

    @Test
    void severeReactionShouldStayWhenABetterOrLaterSourceTellsAMildOne() throws Exception {
        for (List<GoldenCase.Input> order : orders(List.of(
                adt00("20260401", "AL1|1|" + PENICILLIN + "|SV^重度^HL70128|呼吸困難"),
                adt61("20260402", "IAM|1|" + PENICILLIN + "|MI^軽度^HL70128|発疹|A^追加^HL70323"),
                prescription("20260403", "AL1|1|" + PENICILLIN + "|MI^軽度^HL70128|発疹")))) {
            assertThat(allergies(order)).containsExactly("架空シリン active mildsevere");
        }
    }

    private static List<String> allergies(List<GoldenCase.Input> files) throws Exception {
        return mapped(files).resources(AllergyIntolerance.class).stream()
                .map(allergy -> allergy.getCode().getText() + " " + code(allergy.getClinicalStatus()) + " "
                        + allergy.getReaction().stream()
                                .map(reaction -> reaction.getSeverity().toCode())
                                .collect(Collectors.joining()))
                .map(text -> text.endsWith(" ") ? text + "-" : text)
                .toList();
    }

    private static String code(CodeableConcept concept) {
        return concept.getCodingFirstRep().getCode();
    }

    private static MappedStorage mapped(List<GoldenCase.Input> files) throws Exception {
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(MapperSettings.DEFAULT), "1312345670");
        for (GoldenCase.Input file : files) {
            assertThat(storage.add(file.path(), file.bytes()).verdict()).isEqualTo(MappedFile.Verdict.MAPPED);
        }
        return storage;
    }

    private static List<List<GoldenCase.Input>> orders(List<GoldenCase.Input> files) {
        if (files.size() < 2) {
            return List.of(files);
        }
        List<List<GoldenCase.Input>> orders = new ArrayList<>();
        for (GoldenCase.Input first : files) {
            List<GoldenCase.Input> rest = new ArrayList<>(files);
            rest.remove(first);
            for (List<GoldenCase.Input> order : orders(rest)) {
                List<GoldenCase.Input> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    private static GoldenCase.Input adt61(String day, String... segments) {
        return file("-_ADT-61_999999999999999", day, "ADT^A60^ADT_A60", segments);
    }

    private static GoldenCase.Input adt00(String day, String... segments) {
        return file("-_ADT-00_999999999999999", day, "ADT^A08^ADT_A01", segments);
    }

    private static GoldenCase.Input prescription(String day, String... segments) {
        List<String> all = new ArrayList<>(List.of(segments));
        all.add("ORC|NW|000000000000001||1|||||" + day + "0900");
        all.add("RXE||100999901^架空錠^HOT9|1||TAB^錠^MR9P|||||3|TAB^錠^MR9P");
        all.add("TQ1|1||1013044400000000&毎食後&JAMISDP01|||3^D|" + day);
        all.add("RXR|PO^口^HL70162");
        return file(day + "_OMP-01_000000000000001", day, "RDE^O11^RDE_O11", all.toArray(String[]::new));
    }

    private static GoldenCase.Input file(String key, String day, String type, String... segments) {
        String head = "MSH|^~\\&|HIS|SEND|GW|RCV|" + day + "||" + type + "|1|P|2.5||||||~ISO IR87||ISO 2022-1994\n"
                + "PID|0001||0000055001||架空^蓬^^^^^L^I||19700101|F\n";
        return new GoldenCase.Input(
                "0000055001_" + key + "_" + day + "091500123_-_1", head + String.join("\n", segments));
    }
}
