package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.storage.StoragePath;

/** Which change of a prescription makes another MedicationRequest, and that an administration finds the one that was ordered. */
class PrescriptionKeysTest {

    private static final String FACILITY = "1312345670";
    private static final String ORDER = "0000034567_20260601_OMP-01_000000000009001_20260601101500123_01_1";
    private static final String NOTICE = "0000034567_20260602_OMP-11_000000000009001_20260602191500123_01_1";
    private static final List<String> DRUGS = List.of(
            drug("1", "HOT9", "120003301", "1"),
            drug("1", "HOT9", "120003302", "2"),
            drug("1", "YJ", "1234567F1ZZZ", "2"),
            drug("2", "HOT9", "120003301", "1"),
            drug("2", "HOT9", "120003301", "3"),
            drug("3", "99DRG", "K7", "1"),
            drug("4711_04", "HOT9", "120003303", "1"),
            drug("朝の分", "HOT9", "120003303", "1"));

    private static String drug(String rp, String table, String code, String dose) {
        return String.join(
                "\r",
                "ORC|NW|000000000009001||" + rp + "|||||20260601101000",
                "RXE||" + code + "^試験薬^" + table + "|" + dose + "||TAB^錠^MR9P|||||14|TAB^錠^MR9P",
                "TQ1|1||1012040400000000&内服・経口・１日２回朝夕食後&JAMISDP01|||7^d|20260601",
                "RXR|PO^口^HL70162");
    }

    private static String given(String rp, String table, String code, String start) {
        return "ORC|NW|000000000009001||" + rp + "|||||20260601101000\r"
                + "RXA|0|1|" + start + "|" + start + "|" + code + "^試験薬^" + table + "|1|TAB^錠^MR9P|||||||||||||CP\r"
                + "RXR|PO^口^HL70162";
    }

    private static <T extends Resource> List<T> map(Class<T> type, String name, List<String> groups) throws Exception {
        String file = name.contains("OMP-01") ? "RDE^O11^RDE_O11" : "RAS^O17^RAS_O17";
        String message = "MSH|^~\\&|HIS|SEND|GW|RCV|20260601101500||" + file + "|1|P|2.5||||||~ISO IR87\r"
                + "PID|0001||0000034567^^^^PI||試験^花^^^^^L^I||19600101|F\rPV1|0001|I\r"
                + String.join("\r", groups);
        String[] parts = name.split("_");
        StoragePath path = StoragePath.parse(String.join(
                "/", parts[0].substring(0, 3), parts[0].substring(3, 6), parts[0], parts[1], parts[2], name));
        MappedFile mapped = SsMix2Mapper.of(MapperSettings.DEFAULT)
                .map(FACILITY, path, message.getBytes(Charset.forName("ISO-2022-JP")));
        assertThat(mapped.verdict()).isEqualTo(Verdict.MAPPED);
        return mapped.contributions().stream()
                .filter(ResourceContribution.class::isInstance)
                .flatMap(one -> ((ResourceContribution) one).resources().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static String id(Resource resource) {
        return resource.getIdElement().getIdPart();
    }

    private static List<String> orderIds(List<String> groups) throws Exception {
        return map(MedicationRequest.class, ORDER, groups).stream()
                .map(PrescriptionKeysTest::id)
                .toList();
    }

    @Property(tries = 60)
    void shufflingShouldKeepTheIdOfEveryDrug(@ForAll Random random) throws Exception {
        List<String> shuffled = new ArrayList<>(DRUGS);
        Collections.shuffle(shuffled, random);

        assertThat(orderIds(shuffled)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(orderIds(DRUGS));
        assertThat(drugsById(shuffled)).isEqualTo(drugsById(DRUGS));
    }

    private static Map<String, String> drugsById(List<String> groups) throws Exception {
        return map(MedicationRequest.class, ORDER, groups).stream()
                .collect(Collectors.toMap(
                        PrescriptionKeysTest::id,
                        request -> request.getMedicationCodeableConcept()
                                .getCodingFirstRep()
                                .getCode()));
    }

    @Test
    void changedDoseShouldKeepTheId() throws Exception {
        assertThat(orderIds(List.of(drug("1", "HOT9", "120003301", "9"))))
                .isEqualTo(orderIds(List.of(drug("1", "HOT9", "120003301", "1"))));
    }

    @Test
    void replacedDrugShouldGetAnotherIdAndLeaveTheOthersTheirs() throws Exception {
        List<String> before = orderIds(DRUGS.subList(0, 3));
        List<String> after = orderIds(List.of(drug("1", "HOT9", "129999999", "1"), DRUGS.get(1), DRUGS.get(2)));

        assertThat(after.get(0)).isNotIn(before);
        assertThat(after.subList(1, 3)).isEqualTo(before.subList(1, 3));
    }

    @Test
    void removedDrugShouldLeaveTheOthersTheirIds() throws Exception {
        assertThat(orderIds(DRUGS.subList(1, 3)))
                .isEqualTo(orderIds(DRUGS.subList(0, 3)).subList(1, 3));
    }

    @Test
    void placeInRpShouldStillCountArrival() throws Exception {
        List<String> places = map(MedicationRequest.class, ORDER, DRUGS.subList(0, 4)).stream()
                .map(request -> request.getIdentifier().get(0).getValue() + "."
                        + request.getIdentifier().get(1).getValue())
                .toList();

        assertThat(places).containsExactly("1.1", "1.2", "1.3", "2.1");
    }

    @Test
    void administrationShouldReferToTheOrderedDrugWhicheverCodingStandsFirst() throws Exception {
        String localFirst = given("01", "99DRG", "K1", "202606021900").replace("^99DRG", "^99DRG^120003302^試験薬^HOT9");

        assertThat(map(MedicationAdministration.class, NOTICE, List.of(localFirst))
                        .get(0)
                        .getRequest()
                        .getReference())
                .isEqualTo("MedicationRequest/" + orderIds(DRUGS).get(1));
    }

    @Test
    void shufflingShouldKeepTheIdsOfWhatWasGiven() throws Exception {
        List<String> given = Arrays.asList(
                given("1", "HOT9", "120003301", "202606021900"),
                given("1", "HOT9", "120003301", "202606020800"),
                given("1", "HOT9", "120003302", "202606020800"));
        List<String> ids = administrationIds(given);
        Collections.reverse(given);

        assertThat(administrationIds(given)).doesNotHaveDuplicates().isEqualTo(reversed(ids));
    }

    @Test
    void laterDoseShouldLeaveTheEarlierItsId() throws Exception {
        String morning = given("1", "HOT9", "120003301", "202606020800");
        String evening = given("1", "HOT9", "120003301", "202606021900");

        assertThat(administrationIds(List.of(evening, morning)))
                .contains(administrationIds(List.of(morning)).get(0));
    }

    private static List<String> administrationIds(List<String> groups) throws Exception {
        return map(MedicationAdministration.class, NOTICE, groups).stream()
                .map(PrescriptionKeysTest::id)
                .toList();
    }

    private static List<String> reversed(List<String> ids) {
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        return reversed;
    }
}
