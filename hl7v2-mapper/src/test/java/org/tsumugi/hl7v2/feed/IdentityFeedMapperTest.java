package org.tsumugi.hl7v2.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Patient.PatientLinkComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.IdentityFeed;
import org.tsumugi.hl7v2.IdentityFeed.Problem;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.storage.IdentityFeedPath;
import org.tsumugi.hl7v2.storage.IdentityFeedPath.Format;
import org.tsumugi.hl7v2.storage.PatientFile;
import org.tsumugi.hl7v2.storage.StoragePath;

class IdentityFeedMapperTest {

    private static final String FACILITY = "1312345670";
    private static final String NUMBER = "0000001";
    private static final String SURVIVOR = "0000002";
    private static final String SYSTEM = PatientIds.system(FACILITY);
    private static final String OWN = "{\"system\": \"" + SYSTEM + "\", \"value\": \"" + NUMBER + "\"}";
    private static final String REPRESENTATION =
            "{\"url\": \"http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation\", \"valueCode\": \"%s\"}";

    private static final String WHOLE = patient("""
            "meta": {"lastUpdated": "2026-04-01T09:00:00Z"},
            "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">架空</div>"},
            "active": true,
            "name": [
              {"extension": [%s], "use": "official", "family": "架空", "given": ["花子"]},
              {"extension": [%s], "use": "official", "text": "カクウ ハナコ", "family": "カクウ", "given": ["ハナコ"]},
              {"extension": [%s], "family": "KAKUU", "given": ["HANAKO"]}],
            "telecom": [{"system": "phone", "value": "03-0000-0001", "use": "home"}, {"system": "email"}],
            "gender": "female", "birthDate": "1980-04-01",
            "address": [{"use": "home", "text": "東京都千代田区", "postalCode": "100-0001", "country": "JP",
              "extension": [{"url": "urn:example:x", "valueString": "y"}]}],
            "maritalStatus": {"text": "M"}, "photo": [{"title": "p"}],
            "link": [{"type": "seealso", "other": {"identifier": {"system": "urn:x", "value": "1"}}}]
            """.formatted(
                    REPRESENTATION.formatted("IDE"), REPRESENTATION.formatted("SYL"), REPRESENTATION.formatted("ABC")));

    private final SsMix2Mapper mapper = SsMix2Mapper.of(MapperSettings.DEFAULT);

    @Test
    void mapShouldTakeWhoThePatientIs() {
        Patient patient = merged(map(WHOLE));

        assertThat(patient.getIdElement().getIdPart())
                .isEqualTo(PatientIds.logicalId(FACILITY, NUMBER).toString());
        assertThat(patient.getMeta().getProfile())
                .singleElement()
                .satisfies(profile -> assertThat(profile.getValue()).endsWith("JP_Patient"));
        assertThat(patient.getIdentifier()).singleElement().satisfies(identifier -> {
            assertThat(identifier.getSystem()).isEqualTo(SYSTEM);
            assertThat(identifier.getValue()).isEqualTo(NUMBER);
        });
        assertThat(patient.getActive()).isTrue();
        assertThat(patient.getName())
                .extracting(HumanName::getText)
                .containsExactly("架空 花子", "カクウ ハナコ", "KAKUU HANAKO");
        assertThat(patient.getName())
                .extracting(name ->
                        name.getExtensionString("http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation"))
                .containsExactly("IDE", "SYL", "ABC");
        assertThat(patient.getTelecom())
                .singleElement()
                .satisfies(telecom -> assertThat(telecom.getValue()).isEqualTo("03-0000-0001"));
        assertThat(patient.getGender()).isEqualTo(AdministrativeGender.FEMALE);
        assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1980-04-01");
        assertThat(patient.getAddress()).extracting(Address::getPostalCode).containsExactly("100-0001");
        assertThat(patient.getManagingOrganization().getReference()).startsWith("Organization/");
        assertThat(patient.hasLink() || patient.hasPhoto() || patient.hasText()).isFalse();
    }

    @Test
    void mapShouldReportWhatItLeavesOut() {
        assertThat(map(WHOLE).issues())
                .allSatisfy(issue -> assertThat(issue.code()).isEqualTo(MappingIssueCode.FIELD_NOT_MAPPED))
                .extracting(MappingIssue::detail)
                .containsExactlyInAnyOrder(
                        "Patient.address has extensions that are not taken from a feed",
                        "Patient.maritalStatus is not taken from a feed",
                        "Patient.photo is not taken from a feed",
                        "Patient.link of type seealso is not taken from a feed");
    }

    @Test
    void mapShouldKeepOnlyNumbersThatAreTheFacilitysToSay() {
        MappedFile mapped = map("{\"resourceType\": \"Patient\", \"identifier\": [" + OWN + ", "
                + "{\"use\": \"official\", \"system\": \"urn:oid:1.2.3\", \"value\": \"C-1\"},"
                + "{\"system\": \"" + PatientIds.system("1399999999") + "\", \"value\": \"7\"},"
                + "{\"system\": \"urn:tsumugi:merged-by-facility\", \"value\": \"x\"}, {\"value\": \"8\"}]}");

        assertThat(merged(mapped).getIdentifier())
                .extracting(Identifier::getSystem)
                .containsExactly(SYSTEM, "urn:oid:1.2.3");
        assertThat(mapped.issues())
                .extracting(MappingIssue::code)
                .containsExactly(
                        MappingIssueCode.FIELD_NOT_MAPPED,
                        MappingIssueCode.FIELD_NOT_MAPPED,
                        MappingIssueCode.FIELD_MISSING);
    }

    @Test
    void mapShouldReadXmlAsJson() {
        String xml =
                "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?><Patient xmlns=\"http://hl7.org/fhir\"><identifier><system value=\""
                        + SYSTEM + "\"/><value value=\"" + NUMBER
                        + "\"/></identifier><name><family value=\"架空\"/></name></Patient>";

        Patient patient = merged(map(path(Format.XML), xml));

        assertThat(patient.equalsDeep(merged(map(patient("\"name\": [{\"family\": \"架空\"}]")))))
                .isTrue();
    }

    @Test
    void basicInformationShouldWinOverAFeedAndAFeedOverOtherFiles() throws Exception {
        Contribution feed = contribution(map(patient("\"name\": [{\"text\": \"FEED\"}]")));
        Contribution basic = contribution(file("ADT-00", "999999999999999", "-", "ADT^A08"));
        Contribution order = contribution(file("OMP-01", "000000000000001", "20260401", "RDE^O11"));

        assertThat(List.of(order.tier(), feed.tier(), basic.tier())).isSorted().doesNotHaveDuplicates();
        assertThat(merged(List.of(order, feed)).getNameFirstRep().getText()).isEqualTo("FEED");
        assertThat(merged(List.of(feed, basic)).getNameFirstRep().getText()).isEqualTo("KIHON");
    }

    @Test
    void replacementShouldHoldAlsoWhereBasicInformationWins() throws Exception {
        Contribution basic = contribution(file("ADT-00", "999999999999999", "-", "ADT^A08"));
        Contribution feed = contribution(map(replaced(SYSTEM, SURVIVOR)));

        Patient alone = merged(List.of(feed));
        Patient both = merged(List.of(feed, basic));

        assertThat(feed.sustains()).isTrue();
        assertThat(List.of(alone, both)).allSatisfy(patient -> {
            assertThat(patient.getActive()).isFalse();
            assertThat(patient.getLink()).singleElement().satisfies(IdentityFeedMapperTest::leadsToSurvivor);
        });
        assertThat(both.getNameFirstRep().getText()).isEqualTo("KIHON");
        assertThat(merged(List.of(basic)).getActive())
                .as("what was given is not changed")
                .isTrue();
        assertThat(merged(List.of(basic)).hasLink()).isFalse();
    }

    private static void leadsToSurvivor(PatientLinkComponent link) {
        assertThat(link.getType()).isEqualTo(LinkType.REPLACEDBY);
        assertThat(link.getOther().getReference()).isEqualTo("Patient/" + PatientIds.logicalId(FACILITY, SURVIVOR));
        assertThat(link.getOther().getIdentifier().getSystem()).isEqualTo(SYSTEM);
        assertThat(link.getOther().getIdentifier().getValue()).isEqualTo(SURVIVOR);
    }

    @Test
    void replacementShouldBeReadFromAConditionalReference() {
        String reference = "Patient?identifier=" + SYSTEM + "%7C" + SURVIVOR;

        IdentityFeed feed =
                look(patient("\"active\": true, \"link\": [{\"type\": \"replaced-by\", \"other\": {\"reference\": \""
                        + reference + "\"}}]"));

        assertThat(feed.problem()).isEmpty();
        assertThat(feed.survivor()).contains(SURVIVOR);
        assertThat(map(patient("\"active\": true, \"link\": [{\"type\": \"replaced-by\", \"other\": {\"reference\": \""
                                + reference + "\"}}]"))
                        .issues())
                .extracting(MappingIssue::code)
                .containsExactly(MappingIssueCode.FIELD_MISSING, MappingIssueCode.FIELD_INVALID);
    }

    static Stream<String> unclearReplacements() {
        String other = "\"link\": [{\"type\": \"replaced-by\", \"other\": {%s}}]";
        return Stream.of(
                replaced(SYSTEM, NUMBER),
                replaced(PatientIds.system("1399999999"), SURVIVOR),
                replaced(SYSTEM, "a_b"),
                patient(other.formatted("\"reference\": \"Patient/" + PatientIds.logicalId(FACILITY, SURVIVOR) + "\"")),
                patient(other.formatted("\"display\": \"x\"")),
                patient(other.formatted("\"reference\": \"Patient?identifier=%zz\"")),
                patient(other.formatted(
                        "\"reference\": \"Patient?identifier=" + SYSTEM + "|0000003\", \"identifier\": {\"system\": \""
                                + SYSTEM + "\", \"value\": \"" + SURVIVOR + "\"}")));
    }

    @ParameterizedTest
    @MethodSource("unclearReplacements")
    void replacementShouldBeRefusedWhenItNamesNoOtherPatientOfTheFacility(String content) {
        assertThat(look(content).problem()).contains(Problem.REPLACEMENT);
        assertQuarantined(map(content), MappingIssueCode.FIELD_INVALID);
    }

    static Stream<String> otherIdentifiers() {
        return Stream.of(
                "{\"resourceType\": \"Patient\"}",
                "{\"resourceType\": \"Patient\", \"identifier\": [" + OWN + ", " + OWN + "]}",
                "{\"resourceType\": \"Patient\", \"identifier\": [" + OWN.replace(NUMBER, SURVIVOR) + "]}",
                "{\"resourceType\": \"Patient\", \"identifier\": [" + OWN.replace(FACILITY, "1399999999") + "]}",
                "{\"resourceType\": \"Patient\", \"identifier\": [{\"system\": \"" + SYSTEM + "\"}]}");
    }

    @ParameterizedTest
    @MethodSource("otherIdentifiers")
    void mapShouldQuarantineWhatIsNotThisPatients(String content) {
        assertThat(look(content).problem()).contains(Problem.OTHER_IDENTIFIER);
        assertQuarantined(map(content), MappingIssueCode.PATIENT_ID_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MSH|^~\\&|",
                "{",
                "null",
                "[]",
                "{\"resourceType\": \"Observation\", \"status\": \"final\", \"code\": {\"text\": \"x\"}}",
                "{\"resourceType\": \"Patient\", \"gender\": \"F\"}",
                "{\"resourceType\": \"Patient\", \"birthDate\": \"1980/04/01\"}",
                "{\"resourceType\": \"Patient\", \"nickname\": \"x\"}",
                "{\"resourceType\": \"Patient\", \"name\": {\"text\": \"x\"}}"
            })
    void mapShouldQuarantineWhatIsNoPatient(String content) {
        assertThat(look(content).problem()).contains(Problem.UNREADABLE);
        assertQuarantined(map(content), MappingIssueCode.NOT_FHIR);
    }

    @Test
    void mapShouldQuarantineWhatIsNotUtf8() {
        byte[] content = patient("\"name\": [{\"text\": \"é\"}]").getBytes(StandardCharsets.ISO_8859_1);

        assertQuarantined(mapper.map(FACILITY, path(Format.JSON), content), MappingIssueCode.NOT_FHIR);
    }

    @Test
    void mapShouldReadNoDocumentType() {
        String xml =
                "<!DOCTYPE Patient [<!ENTITY n SYSTEM \"file:///etc/hostname\">]><Patient xmlns=\"http://hl7.org/fhir\"><identifier>"
                        + "<system value=\"" + SYSTEM + "\"/><value value=\"" + NUMBER
                        + "\"/></identifier><name><text value=\"&n;\"/></name></Patient>";

        assertQuarantined(map(path(Format.XML), xml), MappingIssueCode.NOT_FHIR);
    }

    @Test
    void mapShouldSurviveDeepNesting() {
        String extension = "{\"url\": \"urn:x\", \"extension\": [".repeat(50_000) + "]}".repeat(50_000);
        String xml = "<Patient xmlns=\"http://hl7.org/fhir\">" + "<extension url=\"urn:x\">".repeat(50_000)
                + "</extension>".repeat(50_000) + "</Patient>";

        assertThat(map(patient("\"extension\": [" + extension + "]")).verdict()).isEqualTo(Verdict.QUARANTINED);
        assertThat(map(path(Format.XML), xml).verdict()).isEqualTo(Verdict.QUARANTINED);
    }

    private static String replaced(String system, String number) {
        return patient(
                "\"active\": false, \"name\": [{\"text\": \"FEED\"}], \"link\": [{\"type\": \"replaced-by\", \"other\": "
                        + "{\"identifier\": {\"system\": \"" + system + "\", \"value\": \"" + number + "\"}}}]");
    }

    private static String patient(String members) {
        return "{\"resourceType\": \"Patient\", \"identifier\": [" + OWN + "], " + members + "}";
    }

    private static PatientFile path(Format format) {
        return new IdentityFeedPath(NUMBER, "20260401090000000", "0123456789abcdef", format);
    }

    private static IdentityFeed look(String json) {
        return IdentityFeed.look(FACILITY, NUMBER, Format.JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    private MappedFile map(String json) {
        return map(path(Format.JSON), json);
    }

    private MappedFile map(PatientFile path, String content) {
        return mapper.map(FACILITY, path, content.getBytes(StandardCharsets.UTF_8));
    }

    private MappedFile file(String type, String order, String day, String message) throws Exception {
        String name = "%s_%s_%s_%s_20260401090000000_-_1".formatted(NUMBER, day, type, order);
        return mapper.map(
                FACILITY,
                StoragePath.parse("000/000/%s/%s/%s/%s".formatted(NUMBER, day, type, name)),
                ("MSH|^~\\&|a|b|c|d|20260401||" + message + "|1|P|2.5\rPID|1||" + NUMBER + "||KIHON\r")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static Contribution contribution(MappedFile mapped) {
        return mapped.contributions().stream()
                .filter(contribution -> contribution.group().kind() == GroupKind.PATIENT)
                .findFirst()
                .orElseThrow();
    }

    private Patient merged(MappedFile mapped) {
        assertThat(mapped.verdict()).isEqualTo(Verdict.MAPPED);
        return merged(List.of(contribution(mapped)));
    }

    private Patient merged(List<Contribution> contributions) {
        return (Patient) mapper.merge(contributions.get(0).group(), new ArrayList<>(contributions))
                .get(0);
    }

    private static void assertQuarantined(MappedFile mapped, MappingIssueCode code) {
        assertThat(mapped.verdict()).isEqualTo(Verdict.QUARANTINED);
        assertThat(mapped.contributions()).isEmpty();
        assertThat(mapped.issues()).extracting(MappingIssue::code).containsExactly(code);
    }
}
