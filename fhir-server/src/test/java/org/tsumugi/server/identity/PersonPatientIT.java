package org.tsumugi.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.server.identity.TwoHospitals.A;
import static org.tsumugi.server.identity.TwoHospitals.B;
import static org.tsumugi.server.identity.TwoHospitals.encoded;
import static org.tsumugi.server.identity.TwoHospitals.patient;
import static org.tsumugi.server.identity.TwoHospitals.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.server.identity.TwoHospitals.Answer;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;
import org.tsumugi.server.testing.ReadersByHeader;
import org.tsumugi.server.testing.ServerTest;

/**
 * Persons in FHIR. Two hospitals have a record of one person, who was two persons until the second hospital sent the same insured number;
 * both have a record of another person, whom people then find to be two; each hospital has strangers.
 */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
@Import(ReadersByHeader.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class PersonPatientIT {

    private static final String HANAKO = "TEST^HANAKO^^^^^L^A";
    private static final String NUMBER_AT_A = "0000000001";
    private static final String NUMBER_AT_B = "0000000009";
    private static final String FORMER_NUMBER_AT_A = "300";
    private static final String WATANABE = "0000000007";
    private static final String SPLIT = "0000000002";
    private static final String COMMON = encoded(IdentifierSystems.COMMON_HEALTH_ID + "|");
    private static final String MATCH_GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Persons persons;

    @Autowired
    private RulesInForce rules;

    private TwoHospitals hospitals;
    private UUID atA;
    private UUID atB;

    /** The person's present ID, given out for the record at A, and the former one, given out for the record at B. */
    private Ids present;

    private Ids former;

    private record Ids(String common, String logical) {}

    @BeforeAll
    void load() {
        hospitals = new TwoHospitals(port, jdbc);
        atA = patient(A, NUMBER_AT_A);
        atB = patient(B, NUMBER_AT_B);
        hospitals.sendPatient(A, NUMBER_AT_A, HANAKO, "19700101", "F", FORMER_NUMBER_AT_A);
        hospitals.settle();
        hospitals.sendPatient(A, NUMBER_AT_A, HANAKO, "19700101", "F", "100");
        hospitals.settle();
        hospitals.sendPatient(B, NUMBER_AT_B, HANAKO, "19700101", "F", "200");
        hospitals.sendPatient(A, "0000000005", "TEST^TARO^^^^^L^A", "19811122", "M", "500");
        hospitals.sendPatient(B, "0000000006", "TEST^JIRO^^^^^L^A", "19821223", "M", "600");
        hospitals.sendPatient(A, SPLIT, "TEST^MIDORI^^^^^L^A", "19550505", "F", "400");
        hospitals.sendPatient(B, SPLIT, "TEST^MIDORI^^^^^L^A", "19550505", "F", "400");
        hospitals.sendPatient(
                A,
                WATANABE,
                "渡邊^章子^^^^^L^I~ワタナベ^ショウコ^^^^^L^P",
                "19600606",
                "F|||見本市1-1^^^^100-0001^JPN^H||^PRN^PH^^^^^^^^^0399990001",
                "700");
        hospitals.sendPrescription(A, WATANABE, 10);
        hospitals.sendPrescription(A, NUMBER_AT_A, 1);
        hospitals.sendPrescription(A, NUMBER_AT_A, 2);
        hospitals.sendPrescription(A, "0000000005", 5);
        hospitals.sendPrescription(A, SPLIT, 8);
        hospitals.sendPrescription(B, SPLIT, 9);
        hospitals.settle();
        hospitals.sendPatient(B, NUMBER_AT_B, HANAKO, "19700101", "F", "100");
        hospitals.sendPrescription(B, NUMBER_AT_B, 3);
        hospitals.settle();
        present = ids(atA);
        former = ids(atB);
    }

    private Ids ids(UUID patient) {
        Map<String, Object> row = jdbc.queryForMap(
                "select id, cast(logical_id as text) as logical_id from tsumugi.person_id where patient = ?", patient);
        return new Ids(String.valueOf(row.get("id")), String.valueOf(row.get("logical_id")));
    }

    // ---- reading

    @Test
    @Order(1)
    void readShouldShowThePersonWithAllRecords() {
        Answer answer = hospitals.get("Patient/" + present.logical());
        assertThat(answer.status()).isEqualTo(200);
        JsonNode person = answer.json();
        assertThat(person.path("id").asText()).isEqualTo(present.logical());
        assertThat(person.path("active").asBoolean()).isTrue();
        assertThat(identifiers(person))
                .containsExactly(
                        "official " + IdentifierSystems.COMMON_HEALTH_ID + "|" + present.common(),
                        "old " + IdentifierSystems.COMMON_HEALTH_ID + "|" + former.common(),
                        "secondary " + system(A) + "|" + NUMBER_AT_A,
                        "secondary " + system(B) + "|" + NUMBER_AT_B);
        assertThat(links(person)).containsExactly("seealso Patient/" + atA, "seealso Patient/" + atB);
        assertThat(person.at("/name/0/family").asText()).isEqualTo("TEST");
        assertThat(person.path("gender").asText()).isEqualTo("female");
        assertThat(person.path("birthDate").asText()).isEqualTo("1970-01-01");
        assertThat(answer.headers().firstValue("ETag"))
                .hasValue("W/\"" + person.at("/meta/versionId").asText() + "\"");
    }

    @Test
    @Order(1)
    void readShouldSayWhatTookThePlaceOfAFormerPerson() {
        JsonNode person = hospitals.get("Patient/" + former.logical()).json();
        assertThat(person.path("active").asBoolean(true)).isFalse();
        assertThat(links(person)).containsExactly("replaced-by Patient/" + present.logical());
        assertThat(identifiers(person))
                .containsExactly("old " + IdentifierSystems.COMMON_HEALTH_ID + "|" + former.common());
        assertThat(person.has("name")).isFalse();
    }

    @Test
    @Order(1)
    void readShouldLeaveTheRecordOfAFacilityAsItIs() {
        JsonNode record = hospitals.get("Patient/" + atA).json();
        assertThat(record.has("link")).isFalse();
        assertThat(identifiers(record)).containsExactly(" " + system(A) + "|" + NUMBER_AT_A);
    }

    @Test
    @Order(1)
    void vreadShouldKnowThePresentVersionOnly() {
        String version = hospitals
                .get("Patient/" + present.logical())
                .json()
                .at("/meta/versionId")
                .asText();
        assertThat(hospitals
                        .get("Patient/" + present.logical() + "/_history/" + version)
                        .status())
                .isEqualTo(200);
        Answer unknown = hospitals.get("Patient/" + present.logical() + "/_history/1");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body())
                .isEqualTo(hospitals.get("Patient/" + UUID.randomUUID()).body());
        assertThat(hospitals.get("Patient/" + present.logical() + "/_history").total())
                .isEqualTo(1);
        assertThat(hospitals
                        .get("Patient/" + present.logical(), "If-None-Match", "W/\"" + version + "\"")
                        .status())
                .isEqualTo(304);
    }

    @Test
    @Order(1)
    void readShouldNotFindAnUnknownPatient() {
        Answer unknown = hospitals.get("Patient/" + UUID.randomUUID());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().at("/issue/0/severity").asText()).isEqualTo("error");
        assertThat(unknown.json().at("/issue/0/code").asText()).isEqualTo("not-found");
    }

    // ---- finding persons

    @Test
    @Order(1)
    void searchShouldFindThePersonByAnyOfItsIds() {
        for (String query : List.of(
                "identifier=" + COMMON + present.common(),
                "identifier=" + COMMON + former.common(),
                "_id=" + present.logical(),
                "identifier=" + COMMON + present.common() + "&birthdate=1970-01-01&gender=female")) {
            Answer answer = hospitals.get("Patient?" + query);
            assertThat(answer.ids()).as(query).containsExactly("Patient/" + present.logical());
            assertThat(answer.json().at("/entry/0/search/mode").asText()).isEqualTo("match");
            assertThat(answer.total()).isEqualTo(1);
        }
        assertThat(hospitals.get("Patient?_id=" + former.logical()).ids())
                .containsExactly("Patient/" + former.logical());
        assertThat(hospitals
                        .get("Patient?identifier=" + COMMON + present.common() + "&gender=male")
                        .total())
                .isZero();
        assertThat(hospitals.get("Patient?identifier=" + COMMON + "1").total()).isZero();
        assertThat(hospitals
                        .get("Patient?identifier=" + COMMON + present.common() + "&_summary=count")
                        .total())
                .isEqualTo(1);
        assertThat(hospitals
                        .post(
                                "Patient/_search",
                                "application/x-www-form-urlencoded",
                                "identifier=" + COMMON + present.common(),
                                null)
                        .ids())
                .containsExactly("Patient/" + present.logical());
    }

    @Test
    @Order(1)
    void searchShouldPagePersons() {
        Answer first = hospitals.get("Patient?_count=1&_id=" + present.logical() + "," + former.logical());
        assertThat(first.total()).isEqualTo(2);
        Answer second = hospitals.get(next(first));
        assertThat(second.ids()).hasSize(1).doesNotContainAnyElementsOf(first.ids());
        assertThat(next(second)).isEmpty();
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "_id=%s,%s",
                "_id=%1$s&_revinclude=MedicationRequest:patient",
                "_id=%1$s&_has:MedicationRequest:patient:status=active"
            })
    void searchShouldRefuseWhatItCannotAnswerForPersons(String query) {
        assertThat(hospitals
                        .get("Patient?" + query.formatted(present.logical(), atA))
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Order(1)
    void plainSearchShouldFindRecordsOfFacilitiesOnly() {
        assertThat(hospitals.get("Patient?family=TEST&birthdate=1970-01-01").ids())
                .containsExactlyInAnyOrder("Patient/" + atA, "Patient/" + atB);
        assertThat(hospitals.get("Patient?_summary=count").total()).isEqualTo(7);
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "family=渡邊",
                "family=渡辺",
                "family=渡辺&given=章",
                "name=渡 辺",
                "family=わたなべ",
                "family=ﾜﾀﾅﾍﾞ",
                "family=ワタナ",
                "given=シヨウコ",
                "given=しょう",
                "given:contains=ヨウ",
                "family:exact=渡邊",
                "name=渡邉&birthdate=1960-06-06&gender=female",
                "family=渡辺&gender=female",
                "birthdate=1960-06-06&family=渡辺",
                "telecom=0399990001",
                "address-postalcode=100-0001",
                "address=見本市",
                "address-country=JPN",
                "identifier=urn:oid:1.2.392.100495.20.3.51.11319900701|0000000007",
                "_id=PATIENT&active=true",
                "family=渡辺,田辺"
            })
    void searchShouldFindPatientsByDemographics(String query) {
        String url = encoded(query.replace("PATIENT", patient(A, WATANABE).toString()))
                .replace("%2C", ",")
                .replace("%3D", "=")
                .replace("%26", "&")
                .replace("%3A", ":");
        assertThat(hospitals.get("Patient?" + url).ids()).containsExactly("Patient/" + patient(A, WATANABE));
        assertThat(hospitals
                        .post("Patient/_search", "application/x-www-form-urlencoded", url, null)
                        .total())
                .isEqualTo(1);
    }

    @Test
    @Order(1)
    void searchShouldTellOtherNamesApart() {
        for (String query : List.of("family:exact=渡辺", "family=田辺", "family=渡部", "given=ユウコ", "family=邊")) {
            String[] parts = query.split("=");
            assertThat(hospitals
                            .get("Patient?" + parts[0] + "=" + encoded(parts[1]))
                            .total())
                    .as(query)
                    .isZero();
        }
        assertThat(hospitals
                        .get("MedicationRequest?patient.family=" + encoded("渡辺"))
                        .total())
                .isEqualTo(1);
        assertThat(hospitals
                        .get("MedicationRequest?subject:Patient.name=" + encoded("わたなべ"))
                        .total())
                .isEqualTo(1);
        String person =
                "Patient?identifier=" + COMMON + ids(patient(A, WATANABE)).common() + "&family=";
        assertThat(hospitals.get(person + encoded("渡辺")).total()).isEqualTo(1);
        assertThat(hospitals.get(person + encoded("田辺")).total()).isZero();
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(strings = {"mothersMaidenName=TEST", "family=TEST&nmae=TEST"})
    void searchShouldNameAParameterThatItDoesNotKnow(String query) {
        Answer answer = hospitals.get("Patient?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/issue/0/diagnostics").asText())
                .contains(query.replaceFirst(".*&", "").replaceFirst("=.*", ""));
    }

    /** Japanese storages write the address as one text. */
    @Test
    @Order(1)
    void searchShouldFindNobodyByPartsOfAnAddressThatNoHospitalSays() {
        for (String part : List.of("address-city", "address-state")) {
            Answer answer = hospitals.get("Patient?" + part + "=" + encoded("見本市"));
            assertThat(answer.status()).as(part).isEqualTo(200);
            assertThat(answer.total()).as(part).isZero();
        }
    }

    @Test
    @Order(1)
    void searchShouldFindWhoeverHasANumberOfADomain() {
        assertThat(hospitals
                        .get("Patient?identifier=" + encoded(system(B) + "|"))
                        .ids())
                .containsExactlyInAnyOrder(
                        "Patient/" + atB, "Patient/" + patient(B, "0000000006"), "Patient/" + patient(B, SPLIT));
        assertThat(hospitals
                        .get("Patient?identifier=" + encoded("urn:oid:1.2.3|"))
                        .total())
                .isZero();
    }

    @Test
    @Order(1)
    void answersShouldBeXmlWhereThatIsAskedFor() {
        for (String path : List.of(
                "Patient/" + present.logical(),
                "Patient?identifier=" + COMMON + present.common(),
                "Patient/$ihe-pix?sourceIdentifier=" + encoded(system(A) + "|" + NUMBER_AT_A))) {
            Answer answer = hospitals.get(path, "Accept", "application/fhir+xml");
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).startsWith("<").contains(present.common());
        }
    }

    // ---- a person's data

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "MedicationRequest?patient=Patient/PERSON",
                "MedicationRequest?patient=PERSON",
                "MedicationRequest?patient=FORMER",
                "MedicationRequest?subject=Patient/PERSON",
                "MedicationRequest?subject:Patient=PERSON",
                "MedicationRequest?patient.identifier=SYSTEM_ID",
                "MedicationRequest?subject:Patient.identifier=SYSTEM_OLD",
                "MedicationRequest?patient._id=PERSON",
                "MedicationRequest?patient=PERSON,Patient/AT_A",
                "Patient/PERSON/MedicationRequest",
                "Patient/FORMER/MedicationRequest?status=active"
            })
    void searchShouldCoverAllRecordsOfAPerson(String query) {
        Answer answer = hospitals.get(filled(query));
        assertThat(answer.total()).isEqualTo(3);
        assertThat(subjects(answer)).containsExactlyInAnyOrder("Patient/" + atA, "Patient/" + atA, "Patient/" + atB);
        assertThat(hospitals
                        .get(filled(query) + (query.contains("?") ? "&" : "?") + "_summary=count")
                        .total())
                .isEqualTo(3);
    }

    @Test
    @Order(1)
    void searchShouldCoverOneRecordOfAFacilitysPatient() {
        assertThat(subjects(hospitals.get("MedicationRequest?patient=" + atA)))
                .containsExactly("Patient/" + atA, "Patient/" + atA);
        assertThat(hospitals.get("Patient/" + atB + "/MedicationRequest").total())
                .isEqualTo(1);
    }

    @Test
    @Order(1)
    void searchShouldPageIncludeAndFollowReferencesOverAllRecords() {
        List<String> found = new ArrayList<>();
        String page = "MedicationRequest?_count=1&patient=" + present.logical();
        while (!page.isEmpty()) {
            Answer answer = hospitals.get(page);
            found.addAll(answer.ids());
            page = next(answer);
        }
        assertThat(found).hasSize(3).doesNotHaveDuplicates();
        assertThat(hospitals
                        .get("MedicationRequest?_include=MedicationRequest:patient&patient=" + present.logical())
                        .ids())
                .hasSize(5)
                .contains("Patient/" + atA, "Patient/" + atB);
        assertThat(hospitals
                        .get("Practitioner?_has:MedicationRequest:requester:patient=" + present.logical())
                        .total())
                .isEqualTo(2);
        assertThat(hospitals
                        .post(
                                "MedicationRequest/_search",
                                "application/x-www-form-urlencoded",
                                "patient=" + present.logical(),
                                null)
                        .total())
                .isEqualTo(3);
    }

    @Test
    @Order(1)
    void batchShouldAnswerAsSingleRequestsDo() {
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        for (String url : List.of(
                "Patient/" + present.logical(),
                "MedicationRequest?patient=" + present.logical(),
                "Patient?identifier=" + COMMON + former.common())) {
            batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl(url);
        }
        List<JsonNode> answers = hospitals.post("", batch, null).resources();
        assertThat(answers.get(0).path("id").asText()).isEqualTo(present.logical());
        assertThat(answers.get(1).path("total").asInt()).isEqualTo(3);
        assertThat(answers.get(2).at("/entry/0/resource/id").asText()).isEqualTo(present.logical());
    }

    @Test
    @Order(1)
    void everythingShouldHaveAllRecordsOfAPerson() {
        Answer answer = hospitals.get("Patient/" + present.logical() + "/$everything");
        assertThat(answer.ids())
                .contains("Patient/" + atA, "Patient/" + atB)
                .filteredOn(id -> id.startsWith("MedicationRequest/"))
                .hasSize(3);
        List<String> paged = new ArrayList<>();
        String page = "Patient/" + former.logical() + "/$everything?_count=4";
        while (!page.isEmpty()) {
            Answer part = hospitals.get(page);
            paged.addAll(part.ids());
            page = next(part);
        }
        assertThat(paged).containsExactlyInAnyOrderElementsOf(answer.ids());
        assertThat(hospitals.get("Patient/" + atB + "/$everything").ids())
                .contains("Patient/" + atB)
                .doesNotContain("Patient/" + atA);
    }

    // ---- $match

    @Test
    @Order(1)
    void matchShouldBeCertainByTheLadder() {
        Patient asked = hanako();
        asked.addIdentifier().setSystem(IdentifierSystems.INSURED_NUMBER).setValue("06139999:12:100:01");
        JsonNode answer = hospitals.post("Patient/$match", asked, null).json();
        assertThat(answer.path("type").asText()).isEqualTo("searchset");
        assertThat(answer.path("total").asInt()).isEqualTo(1);
        JsonNode entry = answer.at("/entry/0");
        assertThat(entry.path("fullUrl").asText()).isEqualTo(hospitals.base() + "/Patient/" + present.logical());
        assertThat(identifiers(entry.path("resource")))
                .contains("secondary " + system(A) + "|" + NUMBER_AT_A, "secondary " + system(B) + "|" + NUMBER_AT_B);
        assertThat(entry.at("/search/mode").asText()).isEqualTo("match");
        assertThat(entry.at("/search/score").asDouble()).isEqualTo(1);
        assertThat(grades(answer)).containsExactly("certain");
    }

    @Test
    @Order(1)
    void matchShouldBeProbableAtMostByAScore() {
        JsonNode answer = hospitals.post("Patient/$match", hanako(), null).json();
        assertThat(grades(answer)).containsExactly("probable");
        assertThat(answer.at("/entry/0/search/score").asDouble()).isBetween(0.9, 0.99);
        assertThat(hospitals
                        .post(
                                "Patient/$match",
                                parameters(hanako()).addParameter("onlyCertainMatches", new BooleanType(true)),
                                null)
                        .total())
                .isZero();
    }

    /** Whatever agrees: what no number of a person shows is never certain. */
    @Test
    @Order(1)
    void matchShouldNotBeCertainHoweverMuchAgrees() {
        Patient asked = watanabe();
        for (int i = 0; i < 2; i++) {
            JsonNode answer = hospitals.post("Patient/$match", asked, null).json();
            assertThat(answer.at("/entry/0/resource/id").asText())
                    .isEqualTo(ids(patient(A, WATANABE)).logical());
            assertThat(grades(answer)).containsOnly("probable");
            assertThat(answer.at("/entry/0/search/score").asDouble()).isBetween(0.9, 0.99);
            assertThat(hospitals
                            .post(
                                    "Patient/$match",
                                    parameters(asked).addParameter("onlyCertainMatches", new BooleanType(true)),
                                    null)
                            .total())
                    .isZero();
            // a number that no hospital knows shows nothing either
            asked.addIdentifier().setSystem(IdentifierSystems.INSURED_NUMBER).setValue("06139999:12:999:01");
        }
    }

    /** Nobody knows a mother's maiden name: it changes nothing. */
    @Test
    @Order(1)
    void matchShouldTakeNoNoticeOfAMothersMaidenName() {
        Patient asked = watanabe();
        JsonNode without = hospitals.post("Patient/$match", asked, null).json();
        asked.addExtension("http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName", new StringType("見本"));
        JsonNode with = hospitals.post("Patient/$match", asked, null).json();
        assertThat(with.at("/entry/0/search")).isEqualTo(without.at("/entry/0/search"));
        assertThat(with.path("total")).isEqualTo(without.path("total"));
    }

    @Test
    @Order(1)
    void matchShouldTakeIdentifiersAsCertainUnlessContradicted() {
        for (String identifier :
                List.of(IdentifierSystems.COMMON_HEALTH_ID + "|" + former.common(), system(B) + "|" + NUMBER_AT_B)) {
            String[] parts = identifier.split("\\|");
            Patient asked = new Patient();
            asked.addIdentifier().setSystem(parts[0]).setValue(parts[1]);
            Answer certain = hospitals.post("Patient/$match", asked, null);
            assertThat(certain.ids()).containsExactly("Patient/" + present.logical());
            assertThat(grades(certain.json())).containsExactly("certain");
            asked.getBirthDateElement().setValueAsString("1999-09-09");
            assertThat(grades(hospitals.post("Patient/$match", asked, null).json()))
                    .containsExactly("possible");
            assertThat(hospitals
                            .post(
                                    "Patient/$match",
                                    parameters(asked).addParameter("onlyCertainMatches", new BooleanType(true)),
                                    null)
                            .total())
                    .isZero();
        }
    }

    /** A number may be another patient's by a slip of the keyboard. */
    @Test
    @Order(1)
    void matchShouldTakeAnIdentifierAsCertainOnlyWhenWhatElseIsSaidAgrees() {
        Patient asked = hanako();
        asked.addIdentifier().setSystem(system(A)).setValue(NUMBER_AT_A);
        assertThat(grades(hospitals.post("Patient/$match", asked, null).json())).containsExactly("certain");
        asked.getNameFirstRep().setGiven(List.of(new StringType("TARO")));
        Answer other = hospitals.post("Patient/$match", asked, null);
        assertThat(other.ids()).contains("Patient/" + present.logical());
        assertThat(grades(other.json())).isNotEmpty().doesNotContain("certain");
    }

    /** Rules lead to the one, a number to the other: one of the two is wrong, and nobody can say which. */
    @Test
    @Order(1)
    void matchShouldBeCertainOfNobodyWhenNumbersAndRulesLeadToSeveral() {
        Patient asked = new Patient();
        asked.addIdentifier().setSystem(system(A)).setValue("0000000005");
        asked.addIdentifier().setSystem(system(A)).setValue(NUMBER_AT_A);
        assertThat(grades(hospitals.post("Patient/$match", asked, null).json()))
                .containsExactly("probable", "probable");
    }

    @Test
    @Order(1)
    void matchShouldGiveNoMoreThanCount() {
        Patient asked = hanako();
        asked.addIdentifier().setSystem(system(A)).setValue("0000000005");
        Parameters parameters = parameters(asked);
        Answer both = hospitals.post("Patient/$match", parameters, null);
        assertThat(both.total()).isEqualTo(2);
        assertThat(grades(both.json())).containsExactly("probable", "possible");
        parameters.addParameter("count", new IntegerType(1));
        Answer likeliest = hospitals.post("Patient/$match", parameters, null);
        assertThat(likeliest.total()).isEqualTo(1);
        assertThat(likeliest.ids()).containsExactly("Patient/" + present.logical());
        assertThat(hospitals
                        .post("Patient/$match", parameters(asked).addParameter("count", new IntegerType(1000)), null)
                        .total())
                .isEqualTo(2);
    }

    @Test
    @Order(1)
    void matchShouldGiveOneCertainPersonOrNone() {
        Patient asked = new Patient();
        asked.addIdentifier().setSystem(system(A)).setValue(NUMBER_AT_A);
        Parameters parameters = parameters(asked).addParameter("onlyCertainMatches", new BooleanType(true));
        assertThat(hospitals.post("Patient/$match", parameters, null).ids())
                .containsExactly("Patient/" + present.logical());
        asked.addIdentifier().setSystem(system(A)).setValue("0000000005");
        assertThat(hospitals.post("Patient/$match", parameters, null).total()).isZero();
        assertThat(grades(hospitals
                        .post(
                                "Patient/$match",
                                parameters(asked).addParameter("onlyCertainMatches", new BooleanType(false)),
                                null)
                        .json()))
                .containsExactly("probable", "probable");
    }

    /** The numbers of all hospitals that know a person are in the one entry, beside nobody else's. */
    @Test
    @Order(1)
    void matchShouldGiveThePatientNumbersOfEachHospitalInOneEntry() {
        Answer answer = hospitals.post("Patient/$match", hanako(), null);
        assertThat(answer.resources()).hasSize(1);
        assertThat(identifiers(answer.resources().get(0)))
                .containsExactly(
                        "official " + IdentifierSystems.COMMON_HEALTH_ID + "|" + present.common(),
                        "old " + IdentifierSystems.COMMON_HEALTH_ID + "|" + former.common(),
                        "secondary " + system(A) + "|" + NUMBER_AT_A,
                        "secondary " + system(B) + "|" + NUMBER_AT_B);
        assertThat(links(answer.resources().get(0)))
                .containsExactly("seealso Patient/" + atA, "seealso Patient/" + atB);
    }

    @Test
    @Order(1)
    void crossReferenceShouldTakeParametersToo() {
        Parameters parameters = new Parameters()
                .addParameter("sourceIdentifier", system(A) + "|" + NUMBER_AT_A)
                .addParameter("targetSystem", new UriType(system(B)));
        assertThat(targets(hospitals.post("Patient/$ihe-pix", parameters, null)))
                .containsExactlyInAnyOrder(system(B) + "|" + NUMBER_AT_B, "Patient/" + atB);
    }

    @Test
    @Order(1)
    void matchShouldSayWhenThereIsTooLittleToSearchBy() {
        Answer answer = hospitals.post("Patient/$match", new Patient().setGender(AdministrativeGender.FEMALE), null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.total()).isZero();
        assertThat(answer.json().at("/entry/0/search/mode").asText()).isEqualTo("outcome");
        assertThat(answer.json().at("/entry/0/resource/issue/0/severity").asText())
                .isEqualTo("warning");
        Patient stranger = new Patient();
        stranger.getBirthDateElement().setValueAsString("1901-01-01");
        assertThat(hospitals.post("Patient/$match", stranger, null).resources()).isEmpty();
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"resourceType\":\"Observation\"}",
                "{\"resourceType\":\"Parameters\"}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":{\"resourceType\":\"Group\"}}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":{\"resourceType\":\"Patient\"}},"
                        + "{\"name\":\"count\",\"valueInteger\":0}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":{\"resourceType\":\"Patient\"}},"
                        + "{\"name\":\"count\",\"valueInteger\":-1}]}"
            })
    void matchShouldRefuseABadBody(String body) {
        Answer answer = hospitals.post("Patient/$match", "application/fhir+json", body, null);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    // ---- $ihe-pix

    @Test
    @Order(1)
    void crossReferenceShouldGiveAllOtherIdentifiers() {
        Answer answer = pix(system(A) + "|" + NUMBER_AT_A, null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(targets(answer))
                .containsExactlyInAnyOrder(
                        IdentifierSystems.COMMON_HEALTH_ID + "|" + present.common(),
                        IdentifierSystems.COMMON_HEALTH_ID + "|" + former.common(),
                        system(B) + "|" + NUMBER_AT_B,
                        "Patient/" + present.logical(),
                        "Patient/" + atA,
                        "Patient/" + atB);
        assertThat(targets(pix(IdentifierSystems.COMMON_HEALTH_ID + "|" + former.common(), null)))
                .contains(system(A) + "|" + NUMBER_AT_A, IdentifierSystems.COMMON_HEALTH_ID + "|" + present.common())
                .doesNotContain(IdentifierSystems.COMMON_HEALTH_ID + "|" + former.common());
        assertThat(targets(pix(hospitals.base() + "|Patient/" + atA, null)))
                .contains("Patient/" + atB, system(A) + "|" + NUMBER_AT_A)
                .doesNotContain("Patient/" + atA);
        assertThat(targets(pix(hospitals.base() + "|" + atA, null)))
                .as("the same without the type")
                .isEqualTo(targets(pix(hospitals.base() + "|Patient/" + atA, null)));
        assertThat(targets(pix(hospitals.base() + "|Patient/" + former.logical(), null)))
                .as("whose former id it is")
                .contains("Patient/" + present.logical(), "Patient/" + atA, "Patient/" + atB)
                .doesNotContain("Patient/" + former.logical());
    }

    @Test
    @Order(1)
    void crossReferenceShouldKeepToTheTargetDomains() {
        assertThat(targets(pix(system(A) + "|" + NUMBER_AT_A, system(B))))
                .containsExactlyInAnyOrder(system(B) + "|" + NUMBER_AT_B, "Patient/" + atB);
        assertThat(targets(pix(system(A) + "|0000000005", system(B)))).isEmpty();
        assertThat(pix(system(A) + "|0000000005", system(B)).status()).isEqualTo(200);
        String several = "Patient/$ihe-pix?sourceIdentifier=" + encoded(system(A) + "|" + NUMBER_AT_A)
                + "&targetSystem=" + encoded(IdentifierSystems.COMMON_HEALTH_ID) + "&targetSystem=";
        assertThat(targets(hospitals.get(several + encoded(system(B)))))
                .containsExactlyInAnyOrder(
                        IdentifierSystems.COMMON_HEALTH_ID + "|" + present.common(),
                        IdentifierSystems.COMMON_HEALTH_ID + "|" + former.common(),
                        "Patient/" + present.logical(),
                        system(B) + "|" + NUMBER_AT_B,
                        "Patient/" + atB);
        assertThat(hospitals.get(several + encoded("urn:oid:1.2.3")).status()).isEqualTo(403);
        assertThat(targets(pix(system(A) + "|" + NUMBER_AT_A, hospitals.base())))
                .containsExactlyInAnyOrder("Patient/" + present.logical(), "Patient/" + atA, "Patient/" + atB);
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({
        "urn:oid:1.2.3|1, '', 400, code-invalid, sourceIdentifier Assigning Authority not found",
        "SYSTEM_A|0000009999, '', 404, not-found, sourceIdentifier Patient Identifier not found",
        "SYSTEM_B|0000000001, '', 404, not-found, sourceIdentifier Patient Identifier not found",
        "COMMON|1234567890123456, '', 404, not-found, sourceIdentifier Patient Identifier not found",
        "BASE|Patient/00000000-0000-0000-0000-000000000000, '', 404, not-found, sourceIdentifier Patient Identifier not found",
        "BASE|Patient/0, '', 404, not-found, sourceIdentifier Patient Identifier not found",
        "BASE|Practitioner/0, '', 404, not-found, sourceIdentifier Patient Identifier not found",
        "urn:oid:1.2.3|1, urn:oid:1.2.4, 400, code-invalid, sourceIdentifier Assigning Authority not found",
        "SYSTEM_A|, '', 400, invalid, $ihe-pix needs one sourceIdentifier of the form system|value",
        "|0000000001, '', 400, invalid, $ihe-pix needs one sourceIdentifier of the form system|value",
        "SYSTEM_A|0000000001, urn:oid:1.2.3, 403, code-invalid, targetSystem not found",
        "0000000001, '', 400, invalid, $ihe-pix needs one sourceIdentifier of the form system|value"
    })
    void crossReferenceShouldFailAsTheProfileSays(String source, String target, int status, String code, String words) {
        Answer answer = pix(
                source.replace("SYSTEM_A", system(A))
                        .replace("SYSTEM_B", system(B))
                        .replace("COMMON", IdentifierSystems.COMMON_HEALTH_ID)
                        .replace("BASE", hospitals.base()),
                target.isEmpty() ? null : target);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().at("/issue/0/severity").asText()).isEqualTo("error");
        assertThat(answer.json().at("/issue/0/code").asText()).isEqualTo(code);
        assertThat(answer.json().at("/issue/0/diagnostics").asText()).isEqualTo(words);
    }

    @Test
    @Order(1)
    void crossReferenceShouldWantExactlyOneSource() {
        String source = "sourceIdentifier=" + encoded(system(A) + "|" + NUMBER_AT_A);
        assertThat(hospitals.get("Patient/$ihe-pix").status()).isEqualTo(400);
        assertThat(hospitals.get("Patient/$ihe-pix?" + source + "&" + source).status())
                .isEqualTo(400);
    }

    // ---- $record-locator

    @Test
    @Order(1)
    void locatorShouldSayWhatThereIsWhere() {
        JsonNode answer = hospitals
                .get("Patient/" + present.logical() + "/$record-locator")
                .json();
        assertThat(holders(answer)).containsExactly(A, B);
        assertThat(held(answer, 0)).contains("MedicationRequest 2026-04-01 2026-04-01 2", "Patient   1");
        assertThat(held(answer, 1)).contains("MedicationRequest 2026-04-01 2026-04-01 1", "Patient   1");
        JsonNode holder = answer.at("/parameter/0");
        assertThat(part(holder, "patient").at("/valueReference/reference").asText())
                .isEqualTo("Patient/" + atA);
        assertThat(part(holder, "complete").path("valueBoolean").asBoolean()).isTrue();
        assertThat(part(holder, "confirmedUntil").path("valueInstant"))
                .isEqualTo(part(holder, "lastReceived").path("valueInstant"));
        assertThat(holders(hospitals.get("Patient/" + atB + "/$record-locator").json()))
                .containsExactly(B);
        assertThat(hospitals
                        .get("Patient/" + UUID.randomUUID() + "/$record-locator")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(2)
    void locatorShouldSayWhatIsNotThereYet() {
        jdbc.update("""
                insert into tsumugi.sender_status (facility, agent, seen_at, state, detail)
                values (?, ?, now(), 'SENDING', cast(? as jsonb))
                """, A, UUID.randomUUID(), "{\"unsent\": 3, \"oldestUnsent\": \"2026-03-31T15:00:00Z\"}");
        jdbc.update("""
                insert into tsumugi.sender_status (facility, agent, seen_at, state, detail)
                values (?, ?, '2026-04-02T00:00:00Z', 'IDLE', '{"unsent": 0}')
                """, B, UUID.randomUUID());
        JsonNode answer = hospitals
                .get("Patient/" + present.logical() + "/$record-locator")
                .json();
        assertThat(part(answer.at("/parameter/0"), "confirmedUntil")
                        .path("valueInstant")
                        .asText())
                .startsWith("2026-03-31T15:00:00");
        assertThat(part(answer.at("/parameter/1"), "confirmedUntil")
                        .path("valueInstant")
                        .asText())
                .startsWith("2026-04-02T00:00:00");
        jdbc.update("update tsumugi.sender_status set detail = '{}' where facility = ?", A);
        answer = hospitals
                .get("Patient/" + present.logical() + "/$record-locator")
                .json();
        assertThat(part(answer.at("/parameter/0"), "confirmedUntil").isMissingNode())
                .isTrue();
    }

    /** Whose a record is that nobody has decided about yet cannot be said. */
    @Test
    @Order(2)
    void locatorShouldSayThatRecordsAreUndecided() {
        String path = "Patient/" + present.logical() + "/$record-locator";
        assertThat(hospitals.get(path).body()).doesNotContain("undecidedSince");
        undecided(A, atA, "2026-04-02T01:00:00Z");
        undecided(B, UUID.randomUUID(), "2026-04-02T02:00:00Z");
        try {
            JsonNode answer = hospitals.get(path).json();
            assertThat(holders(answer)).containsExactly(A, B);
            assertThat(part(answer.at("/parameter/0"), "complete")
                            .path("valueBoolean")
                            .asBoolean(true))
                    .isFalse();
            assertThat(part(answer.at("/parameter/1"), "complete")
                            .path("valueBoolean")
                            .asBoolean())
                    .as("of a patient who is not the person's")
                    .isTrue();
            assertThat(undecidedSince(answer)).startsWith("2026-04-02T01:00:00");
            assertThat(undecidedSince(hospitals.get(path, B).json())).isEmpty();
            String seenFromB = "Patient/" + former.logical() + "/$record-locator";
            assertThat(undecidedSince(hospitals.get(seenFromB, B).json())).startsWith("2026-04-02T02:00:00");
        } finally {
            jdbc.update("update tsumugi.person_outbox set due_at = now()");
        }
        hospitals.settle();
        assertThat(undecidedSince(hospitals.get(path).json())).isEmpty();
    }

    /** Waits, as one that cannot be taken up. */
    private void undecided(String facility, UUID patient, String since) {
        jdbc.update(
                "insert into tsumugi.person_outbox (patient_id, facility, enqueued_at, due_at)"
                        + " values (?, ?, cast(? as timestamptz), now() + interval '1 hour')",
                patient,
                facility,
                since);
    }

    private static String undecidedSince(JsonNode locator) {
        for (JsonNode parameter : locator.path("parameter")) {
            if (parameter.path("name").asText().equals("undecidedSince")) {
                return parameter.path("valueInstant").asText();
            }
        }
        return "";
    }

    // ---- what a reader may not see

    @Test
    @Order(1)
    void readerOfOneFacilityShouldSeeAPersonOfThatFacilityAlone() {
        JsonNode seenFromA = hospitals.get("Patient/" + present.logical(), A).json();
        assertThat(links(seenFromA)).containsExactly("seealso Patient/" + atA);
        assertThat(identifiers(seenFromA))
                .containsExactly(
                        "official " + IdentifierSystems.COMMON_HEALTH_ID + "|" + present.common(),
                        "secondary " + system(A) + "|" + NUMBER_AT_A);
        JsonNode seenFromB = hospitals.get("Patient/" + former.logical(), B).json();
        assertThat(seenFromB.path("active").asBoolean()).isTrue();
        assertThat(links(seenFromB)).containsExactly("seealso Patient/" + atB);
        assertThat(identifiers(seenFromB))
                .containsExactly(
                        "official " + IdentifierSystems.COMMON_HEALTH_ID + "|" + former.common(),
                        "secondary " + system(B) + "|" + NUMBER_AT_B);
    }

    @Test
    @Order(1)
    void hiddenShouldBeTheSameAsUnknown() {
        UUID unknown = UUID.randomUUID();
        for (String path : List.of(
                "Patient/%s",
                "Patient/%s/_history",
                "Patient/%s/$record-locator",
                "Patient/%s/$everything?_summary=count",
                "MedicationRequest?patient=%s&_summary=count",
                "Patient?_id=%s&_summary=count",
                "Patient/%s/MedicationRequest?_summary=count")) {
            for (String reads : List.of(B, "")) {
                Answer hidden = hospitals.get(path.formatted(present.logical()), reads);
                Answer never = hospitals.get(path.formatted(unknown), reads);
                assertThat(hidden.status()).as(path).isEqualTo(never.status());
                assertThat(plain(hidden)).as(path).isEqualTo(plain(never));
            }
        }
        assertThat(hospitals
                        .get("Patient?identifier=" + COMMON + present.common(), B)
                        .total())
                .isZero();
    }

    @Test
    @Order(1)
    void expansionShouldKeepToReadableFacilities() {
        for (String query : List.of(
                "MedicationRequest?patient=" + present.logical(),
                "MedicationRequest?patient.identifier=" + COMMON + present.common(),
                "Patient/" + present.logical() + "/MedicationRequest")) {
            Answer answer = hospitals.get(query, A);
            assertThat(subjects(answer)).containsExactly("Patient/" + atA, "Patient/" + atA);
            assertThat(answer.total()).isEqualTo(2);
        }
        Answer everything = hospitals.get("Patient/" + present.logical() + "/$everything", A);
        assertThat(everything.ids()).contains("Patient/" + atA);
        assertThat(everything.body()).doesNotContain(B).doesNotContain(atB.toString());
        assertThat(holders(hospitals
                        .get("Patient/" + present.logical() + "/$record-locator", A)
                        .json()))
                .containsExactly(A);
        assertThat(hospitals.get("Patient/" + atB + "/$record-locator", A).status())
                .isEqualTo(404);
    }

    @Test
    @Order(1)
    void matchShouldKeepToReadableFacilities() {
        Patient asked = hanako();
        asked.addIdentifier().setSystem(IdentifierSystems.INSURED_NUMBER).setValue("06139999:12:100:01");
        asked.addIdentifier().setSystem(system(A)).setValue(NUMBER_AT_A);
        asked.addIdentifier().setSystem(IdentifierSystems.COMMON_HEALTH_ID).setValue(present.common());
        Answer answer = hospitals.post("Patient/$match", asked, B);
        assertThat(answer.ids()).containsExactly("Patient/" + former.logical());
        assertThat(answer.body())
                .doesNotContain(A)
                .doesNotContain(atA.toString())
                .doesNotContain(present.common());
        Patient atAOnly = new Patient();
        atAOnly.addIdentifier().setSystem(IdentifierSystems.INSURED_NUMBER).setValue("06139999:12:500:01");
        assertThat(hospitals.post("Patient/$match", atAOnly, B).total()).isZero();
        assertThat(hospitals.post("Patient/$match", hanako(), "").total()).isZero();
    }

    @Test
    @Order(1)
    void crossReferenceShouldKeepToReadableFacilities() {
        assertThat(targets(pix(system(B) + "|" + NUMBER_AT_B, null, B)))
                .containsExactlyInAnyOrder(
                        IdentifierSystems.COMMON_HEALTH_ID + "|" + former.common(),
                        "Patient/" + former.logical(),
                        "Patient/" + atB);
        assertThat(pix(system(A) + "|" + NUMBER_AT_A, null, B).body())
                .isEqualTo(
                        pix(system("1399999999") + "|" + NUMBER_AT_A, null, B).body());
        assertThat(pix(system(B) + "|" + NUMBER_AT_B, system(A), B).status()).isEqualTo(403);
        assertThat(pix(IdentifierSystems.COMMON_HEALTH_ID + "|" + present.common(), null, B)
                        .status())
                .isEqualTo(404);
    }

    /** All ways to a person, each by a name that the reader knows and by one that he does not: what A has is in no answer. */
    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "Patient/ID",
                "Patient/ID/_history",
                "Patient?_id=ID",
                "Patient?identifier=COMMON",
                "Patient?identifier=COMMON&gender=female",
                "Patient?family=TEST",
                "Patient?identifier=NUMBER",
                "Patient?identifier=SYSTEM_A|",
                "Patient?_id=ID&_elements=link",
                "Patient?_has:MedicationRequest:patient:status=active",
                "Patient/ID/$everything",
                "Patient/ID/$record-locator",
                "Patient/ID/MedicationRequest",
                "MedicationRequest?patient=ID",
                "MedicationRequest?patient=ID&_include=MedicationRequest:patient",
                "MedicationRequest?subject:Patient=ID",
                "MedicationRequest?patient.identifier=COMMON",
                "MedicationRequest?patient.identifier=NUMBER",
                "MedicationRequest?patient._id=ID",
                "MedicationRequest?patient.family=TEST",
                "Practitioner?_has:MedicationRequest:requester:patient=ID",
                "Practitioner?_has:MedicationRequest:requester:patient.identifier=COMMON",
                "Patient/$ihe-pix?sourceIdentifier=COMMON",
                "Patient/$ihe-pix?sourceIdentifier=NUMBER",
                "Patient/$ihe-pix?sourceIdentifier=BASE|Patient/ID",
                "Patient/$ihe-pix?sourceIdentifier=NUMBER&targetSystem=SYSTEM_A",
                "Patient/$ihe-pix?sourceIdentifier=COMMON&targetSystem=BASE"
            })
    void noAnswerShouldTellOfARecordThatTheReaderMayNotSee(String query) {
        List<String> hidden = new ArrayList<>(List.of(present.common(), present.logical(), atA.toString(), A));
        hidden.addAll(jdbc.queryForList("""
                select r.fhir_id from hfj_resource r join tsumugi.facility f on f.partition_id = r.partition_id where f.code = ?
                """, String.class, A));
        assertThat(hidden).hasSizeGreaterThan(8);
        boolean toldToOthers = false;
        for (String[] who : new String[][] {
            {former.logical(), former.common(), system(B) + "|" + NUMBER_AT_B},
            {atB.toString(), former.common(), system(B) + "|" + NUMBER_AT_B},
            {present.logical(), present.common(), system(A) + "|" + NUMBER_AT_A},
            {atA.toString(), present.common(), system(A) + "|" + NUMBER_AT_A}
        }) {
            String asked = query.replace("ID", who[0])
                    .replace("COMMON", IdentifierSystems.COMMON_HEALTH_ID + "|" + who[1])
                    .replace("NUMBER", who[2])
                    .replace("SYSTEM_A", system(A))
                    .replace("BASE", hospitals.base());
            String url = asked.replace("|", "%7C");
            for (String reads : List.of(B, "")) {
                String said = said(hospitals.get(url, reads));
                assertThat(hidden)
                        .filteredOn(name -> !asked.contains(name))
                        .as(asked + " by a reader of " + reads)
                        .noneMatch(said::contains);
            }
            String all = said(hospitals.get(url));
            toldToOthers |= hidden.stream().anyMatch(name -> !asked.contains(name) && all.contains(name));
        }
        assertThat(toldToOthers).as("who sees both hospitals is told").isTrue();
    }

    /** However much the question says of it. */
    @Test
    @Order(1)
    void matchShouldTellNothingOfARecordThatTheReaderMayNotSee() {
        Patient byNumbers = hanako();
        byNumbers.addIdentifier().setSystem(system(B)).setValue(NUMBER_AT_B);
        byNumbers.addIdentifier().setSystem(IdentifierSystems.INSURED_NUMBER).setValue("06139999:12:100:01");
        Patient byHidden = new Patient();
        byHidden.addIdentifier().setSystem(system(A)).setValue(NUMBER_AT_A);
        Patient byHiddenId = new Patient();
        byHiddenId.addIdentifier().setSystem(IdentifierSystems.COMMON_HEALTH_ID).setValue(present.common());
        for (Patient asked : List.of(hanako(), byNumbers, byHidden, byHiddenId)) {
            Answer all = hospitals.post("Patient/$match", asked, null);
            assertThat(all.body()).contains(present.common(), atA.toString(), A);
            for (boolean onlyCertain : new boolean[] {false, true}) {
                Answer answer = hospitals.post(
                        "Patient/$match",
                        parameters(asked).addParameter("onlyCertainMatches", new BooleanType(onlyCertain)),
                        B);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).doesNotContain(present.common(), present.logical(), atA.toString(), A);
            }
        }
        assertThat(hospitals.post("Patient/$match", byHidden, B).total()).isZero();
        assertThat(hospitals.post("Patient/$match", byHiddenId, B).total()).isZero();
    }

    /** The person is visible by one record; that another one has the number would make it certain. */
    @Test
    @Order(1)
    void matchShouldNotBeCertainByARecordThatTheReaderMayNotSee() {
        Patient asked = hanako();
        asked.addIdentifier()
                .setSystem(IdentifierSystems.INSURED_NUMBER)
                .setValue("06139999:12:" + FORMER_NUMBER_AT_A + ":01");
        assertThat(grades(hospitals.post("Patient/$match", asked, A).json())).containsExactly("certain");
        assertThat(grades(hospitals.post("Patient/$match", asked, B).json())).containsExactly("probable");
    }

    @Test
    @Order(1)
    void batchShouldKeepToReadableFacilities() {
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        for (String url : List.of(
                "Patient/" + former.logical(),
                "MedicationRequest?patient=" + former.logical(),
                "Patient?identifier=" + COMMON + former.common(),
                "MedicationRequest?patient=" + present.logical())) {
            batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl(url);
        }
        List<JsonNode> answers = hospitals.post("", batch, B).resources();
        assertThat(links(answers.get(0))).containsExactly("seealso Patient/" + atB);
        assertThat(answers.get(1).path("total").asInt()).isEqualTo(1);
        assertThat(answers.get(2).at("/entry/0/resource/id").asText()).isEqualTo(former.logical());
        assertThat(answers.get(3).path("total").asInt()).isZero();
        answers.forEach(answer -> assertThat(answer.toString()).doesNotContain(atA.toString(), present.common(), A));
    }

    // ---- change

    @Test
    @Order(3)
    void splitShouldTakeTheOthersRecordsAwayAtOnce() {
        UUID here = patient(A, SPLIT);
        UUID there = patient(B, SPLIT);
        String person = hospitals
                .get("Patient/$ihe-pix?sourceIdentifier=" + encoded(system(A) + "|" + SPLIT))
                .body()
                .replaceAll(".*" + IdentifierSystems.COMMON_HEALTH_ID + "\",\"value\":\"(\\d+)\".*", "$1");
        String query = "MedicationRequest?patient.identifier=" + COMMON + person;
        assertThat(subjects(hospitals.get(query))).containsExactlyInAnyOrder("Patient/" + here, "Patient/" + there);

        Pair pair = Pair.of(new RecordKey(A, here.toString()), new RecordKey(B, there.toString()));
        persons.change(store -> {
            store.judge(new Judgement(pair, false));
            return rules.now()
                    .index()
                    .recheck(
                            store,
                            List.of(pair.low(), pair.high()),
                            new Cause(Cause.Kind.JUDGEMENT, "test", "two persons"));
        });

        assertThat(subjects(hospitals.get(query))).hasSize(1);
        assertThat(links(hospitals
                        .get("Patient?identifier=" + COMMON + person)
                        .resources()
                        .get(0)))
                .hasSize(1);
        assertThat(targets(pix(system(A) + "|" + SPLIT, system(B)))).isEmpty();

        // by the ladder it may be either, and so a number makes it certain of neither
        Patient asked = new Patient();
        asked.addName().setFamily("TEST").addGiven("MIDORI");
        asked.setGender(AdministrativeGender.FEMALE);
        asked.getBirthDateElement().setValueAsString("1955-05-05");
        asked.addIdentifier().setSystem(system(A)).setValue(SPLIT);
        assertThat(grades(hospitals.post("Patient/$match", asked, null).json())).contains("certain");
        asked.addIdentifier().setSystem(IdentifierSystems.INSURED_NUMBER).setValue("06139999:12:400:01");
        assertThat(grades(hospitals.post("Patient/$match", asked, null).json()))
                .containsExactly("probable", "probable");
    }

    @Test
    @Order(1)
    void metadataShouldListTheOperations() {
        List<String> operations = new ArrayList<>();
        hospitals
                .get("metadata")
                .json()
                .at("/rest/0/resource")
                .forEach(resource -> resource.path("operation")
                        .forEach(operation ->
                                operations.add(resource.path("type").asText() + "/$"
                                        + operation.path("name").asText())));
        assertThat(operations)
                .contains("Patient/$match", "Patient/$ihe-pix", "Patient/$record-locator", "Patient/$everything");
    }

    // ---- helpers

    private String filled(String query) {
        return query.replace("PERSON", present.logical())
                .replace("FORMER", former.logical())
                .replace("AT_A", atA.toString())
                .replace("SYSTEM_ID", COMMON + present.common())
                .replace("SYSTEM_OLD", COMMON + former.common());
    }

    private Answer pix(String source, @Nullable String target) {
        return pix(source, target, A + "," + B);
    }

    private Answer pix(String source, @Nullable String target, String reads) {
        return hospitals.get(
                "Patient/$ihe-pix?sourceIdentifier=" + encoded(source)
                        + (target == null ? "" : "&targetSystem=" + encoded(target)),
                reads);
    }

    private static Patient hanako() {
        Patient patient = new Patient();
        patient.addName().setFamily("TEST").addGiven("HANAKO");
        patient.setGender(AdministrativeGender.FEMALE);
        patient.getBirthDateElement().setValueAsString("1970-01-01");
        return patient;
    }

    /** As A has her, but for the insurance. */
    private static Patient watanabe() {
        Patient patient = new Patient();
        patient.addName().setFamily("渡邊").addGiven("章子");
        patient.addName().setFamily("ワタナベ").addGiven("ショウコ");
        patient.setGender(AdministrativeGender.FEMALE);
        patient.getBirthDateElement().setValueAsString("1960-06-06");
        patient.addTelecom().setSystem(ContactPointSystem.PHONE).setValue("0399990001");
        patient.addAddress().setPostalCode("100-0001");
        return patient;
    }

    private static Parameters parameters(Patient patient) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("resource").setResource(patient);
        return parameters;
    }

    private static List<String> identifiers(JsonNode patient) {
        List<String> identifiers = new ArrayList<>();
        patient.path("identifier")
                .forEach(one -> identifiers.add(one.path("use").asText() + " "
                        + one.path("system").asText() + "|" + one.path("value").asText()));
        return identifiers;
    }

    private static List<String> links(JsonNode patient) {
        List<String> links = new ArrayList<>();
        patient.path("link")
                .forEach(link -> links.add(link.path("type").asText() + " "
                        + link.at("/other/reference").asText()));
        return links;
    }

    private static List<String> subjects(Answer answer) {
        return answer.resources().stream()
                .map(resource -> resource.at("/subject/reference").asText())
                .toList();
    }

    private static List<String> grades(JsonNode bundle) {
        List<String> grades = new ArrayList<>();
        bundle.path("entry")
                .forEach(entry -> entry.at("/search/extension").forEach(extension -> {
                    assertThat(extension.path("url").asText()).isEqualTo(MATCH_GRADE);
                    grades.add(extension.path("valueCode").asText());
                }));
        return grades;
    }

    private static List<String> targets(Answer answer) {
        List<String> targets = new ArrayList<>();
        answer.json()
                .path("parameter")
                .forEach(parameter -> targets.add(
                        parameter.path("name").asText().equals("targetId")
                                ? parameter.at("/valueReference/reference").asText()
                                : parameter.at("/valueIdentifier/system").asText() + "|"
                                        + parameter.at("/valueIdentifier/value").asText()));
        return targets;
    }

    private static List<String> holders(JsonNode locator) {
        List<String> holders = new ArrayList<>();
        locator.path("parameter").forEach(holder -> {
            if (holder.path("name").asText().equals("holder")) {
                holders.add(part(holder, "facility").path("valueString").asText());
            }
        });
        return holders;
    }

    private static List<String> held(JsonNode locator, int holder) {
        List<String> held = new ArrayList<>();
        locator.at("/parameter/" + holder + "/part").forEach(part -> {
            if (part.path("name").asText().equals("held")) {
                held.add(part(part, "type").path("valueCode").asText() + " "
                        + part(part, "first").path("valueDate").asText() + " "
                        + part(part, "last").path("valueDate").asText() + " "
                        + part(part, "count").path("valueInteger").asText());
            }
        });
        return held;
    }

    private static JsonNode part(JsonNode parameter, String name) {
        for (JsonNode part : parameter.path("part")) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        return parameter.path("no such part");
    }

    private static String next(Answer answer) {
        for (JsonNode link : answer.json().path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        return "";
    }

    /** What an answer says, the question in it left out. */
    private static String said(Answer answer) {
        ObjectNode body = (ObjectNode) answer.json();
        if (body.path("resourceType").asText().equals("Bundle")) {
            body.remove("link");
        }
        return body.toString();
    }

    /** Without what differs from request to request. */
    private static String plain(Answer answer) {
        return answer.body()
                .replaceAll("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("\"lastUpdated\":\"[^\"]*\"", "");
    }
}
