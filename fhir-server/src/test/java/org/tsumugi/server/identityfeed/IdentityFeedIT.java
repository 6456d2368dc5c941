package org.tsumugi.server.identityfeed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.server.digest.StateDigest;
import org.tsumugi.server.digest.StateDigests;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.mpi.Person;
import org.tsumugi.server.mpi.PersonDirectory;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.receive.FacilityClient.Reply;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerTest;

/** Identity feeds (ITI-104) on a whole server. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class IdentityFeedIT {

    private static final String X = "0000000001";
    private static final String Y = "0000000002";
    private static final String HANAKO =
            "\"name\": [{\"family\": \"架空\", \"given\": [\"花子\"]}], \"gender\": \"female\", \"birthDate\": \"1980-04-01\"";
    private static final Duration SOON = Duration.ofSeconds(60);

    @LocalServerPort
    int port;

    @Autowired
    TsumugiHome home;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    StateDigests digests;

    @Autowired
    PersonDirectory persons;

    // ---- what is kept ----

    @Test
    void feedShouldMakeAPatientAndChangeIt() {
        String facility = "1388000001";
        FacilityClient client = new FacilityClient(port, facility);

        Reply first = client.feed(X, HANAKO);
        Reply again = client.feed(X, HANAKO);
        Reply other = client.feed(X, HANAKO.replace("花子", "華子"));
        Reply back = client.feed(X, HANAKO);

        assertThat(List.of(first, again, other, back)).extracting(Reply::status).containsExactly(201, 200, 200, 200);
        assertThat(first.json().path("issue").path(0).path("severity").asText()).isEqualTo("information");
        assertThat(again.body()).contains("known").isEqualTo(first.body().replace(": new", ": known"));
        assertThat(first.header("location")).endsWith("/fhir/Patient/" + PatientIds.logicalId(facility, X));
        JsonNode status = client.settled();
        assertThat(status.get("received").asInt()).isEqualTo(3);
        assertThat(status.get("mapped").asInt()).isEqualTo(1);
        assertThat(status.get("superseded").asInt()).isEqualTo(2);
        assertThat(status.get("types").get(0).get("type").asText()).isEqualTo("IDENTITY_FEED");
        JsonNode patient = client.fhir("Patient/" + PatientIds.logicalId(facility, X));
        assertThat(patient.at("/name/0/text").asText()).isEqualTo("架空 花子");
        assertThat(client.search("Patient?identifier=" + PatientIds.system(facility) + "%7C" + X))
                .hasSize(1);
        assertThat(client.files("mapped").get(0).get("path").asText()).startsWith("identity-feed/" + X + "/");
    }

    @Test
    void feedShouldBeTakenAsXml() {
        String facility = "1388000002";
        FacilityClient client = new FacilityClient(port, facility);
        String xml = "<Patient xmlns=\"http://hl7.org/fhir\"><identifier><system value=\"" + PatientIds.system(facility)
                + "\"/><value value=\"" + X + "\"/></identifier><gender value=\"male\"/></Patient>";

        Reply reply = client.send(FacilityClient.request(client.feedUri(PatientIds.system(facility), X), client.token())
                .header("Content-Type", "application/fhir+xml; charset=utf-8")
                .PUT(BodyPublishers.ofString(xml)));

        assertThat(reply.status()).isEqualTo(201);
        client.settled();
        assertThat(client.fhir("Patient/" + PatientIds.logicalId(facility, X))
                        .path("gender")
                        .asText())
                .isEqualTo("male");
    }

    @Test
    void basicInformationShouldWinInAnyOrderAndTheFeedStandInWhenItGoes() {
        FacilityClient before = new FacilityClient(port, "1388000003");
        FacilityClient after = new FacilityClient(port, "1388000004");
        Map<String, FacilityClient> clients = Map.of("1388000003", before, "1388000004", after);
        before.put(basic(X, "1"), message(X, "基本"));
        before.settled();
        before.feed(X, HANAKO);
        after.feed(X, HANAKO);
        after.settled();
        after.put(basic(X, "1"), message(X, "基本"));

        clients.forEach((facility, client) -> {
            client.settled();
            assertThat(family(client, facility)).isEqualTo("基本");
            client.put(basic(X, "0"), message(X, "基本"));
            client.settled();
            assertThat(family(client, facility)).isEqualTo("架空");
        });
    }

    @Test
    void stateShouldNotDependOnTheOrderOfPatientsAndFiles() {
        FacilityClient one = new FacilityClient(port, "1388000005");
        FacilityClient other = new FacilityClient(port, "1388000006");
        one.put(basic(Y, "1"), message(Y, "基本"));
        one.feed(Y, HANAKO);
        one.settled();
        one.feed(X, HANAKO);
        one.put(basic(X, "1"), message(X, "基本"));
        one.settled();
        one.feedReplaced(X, Y, HANAKO);
        other.feed(X, HANAKO);
        other.feedReplaced(X, Y, HANAKO);
        other.settled();
        assertThat(replacedBy(other, "1388000006")).as("nobody is there yet").isEmpty();
        other.put(basic(X, "1"), message(X, "基本"));
        other.feed(Y, HANAKO);
        other.settled();
        other.put(basic(Y, "1"), message(Y, "基本"));
        one.settled();
        other.settled();

        assertThat(patients(one, "1388000005")).isEqualTo(patients(other, "1388000006"));
        assertThat(replacedBy(other, "1388000006")).isNotEmpty();
        StateDigest before = digests.of("1388000006");
        CommandLineRun remap =
                CommandLineRun.of(home.directory(), "remap", "--facility", "1388000006", "--type", "IDENTITY_FEED");
        assertThat(remap.exit()).as(remap.err()).isZero();
        assertThat(remap.out()).as("the last message of each").isEqualTo("2\n");
        other.settled();
        assertThat(digests.of("1388000006")).isEqualTo(before);
        CommandLineRun verify = CommandLineRun.of(home.directory(), "verify", "--facility", "1388000006");
        assertThat(verify.exit()).as(verify.out() + verify.err()).isZero();
    }

    // ---- merging ----

    @Test
    void mergeShouldMakeOnePersonOfTwoRecordsAndBeUndone() {
        String facility = "1388000007";
        FacilityClient client = new FacilityClient(port, facility);
        client.put(basic(X, "1"), message(X, "別名"));
        client.feed(Y, HANAKO);
        client.settled();
        awaitPersons(facility, false);

        assertThat(client.feedReplaced(X, Y, HANAKO).status()).isEqualTo(201);
        client.settled();
        awaitPersons(facility, true);
        JsonNode replaced = client.fhir("Patient/" + PatientIds.logicalId(facility, X));
        assertThat(replaced.path("active").asBoolean()).isFalse();
        assertThat(replaced.at("/name/0/family").asText())
                .as("ADT-00 knows the name")
                .isEqualTo("別名");
        assertThat(replacedBy(client, facility)).contains("Patient/" + PatientIds.logicalId(facility, Y));
        assertThat(person(facility, X).orElseThrow().records()).hasSize(2);

        assertThat(client.feed(X, "\"active\": true, " + HANAKO).status()).isEqualTo(200);
        client.settled();
        awaitPersons(facility, false);
        assertThat(client.fhir("Patient/" + PatientIds.logicalId(facility, X))
                        .path("active")
                        .asBoolean())
                .isTrue();
        assertThat(replacedBy(client, facility)).isEmpty();
    }

    @Test
    void mergeShouldBeDoubtedWhenTheRecordsContradictEachOther() {
        String facility = "1388000008";
        FacilityClient client = new FacilityClient(port, facility);
        client.feed(Y, HANAKO);
        client.feedReplaced(X, Y, HANAKO.replace("1980-04-01", "1975-12-24"));
        client.settled();

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(jdbc.queryForList("""
                                select d.kind || ' ' || d.rung from tsumugi.person_doubt d
                                join tsumugi.person_doubt_record r on r.doubt = d.doubt where r.patient = ?
                                """, String.class, PatientIds.logicalId(facility, X)))
                        .containsExactly("VETOED merged-by-facility"));
        awaitPersons(facility, false);
    }

    @Test
    void survivorShouldBeAbleToGoAndComeBack() {
        String facility = "1388000009";
        FacilityClient client = new FacilityClient(port, facility);
        client.put(basic(Y, "1"), message(Y, "架空"));
        client.feedReplaced(X, Y, HANAKO);
        client.settled();
        assertThat(replacedBy(client, facility)).isNotEmpty();
        awaitPersons(facility, true);

        client.put(basic(Y, "0"), message(Y, "架空"));
        client.settled();

        assertThat(client.status().get("quarantined").asInt()).isZero();
        assertThat(client.read("Patient/" + PatientIds.logicalId(facility, Y)).status())
                .isEqualTo(404);
        assertThat(replacedBy(client, facility)).isEmpty();
        assertThat(client.fhir("Patient/" + PatientIds.logicalId(facility, X))
                        .at("/link/0/other/identifier/value")
                        .asText())
                .isEqualTo(Y);

        client.feed(Y, HANAKO);
        client.settled();
        assertThat(replacedBy(client, facility)).isNotEmpty();
        awaitPersons(facility, true);
    }

    @Test
    void mergesShouldBeFollowedAndNotMakeACircle() {
        String facility = "1388000010";
        FacilityClient client = new FacilityClient(port, facility);

        assertThat(client.feedReplaced(X, Y, HANAKO).status()).isEqualTo(201);
        assertThat(client.feedReplaced(Y, "3", HANAKO).status()).isEqualTo(201);
        assertRefused(client.feedReplaced("3", X, HANAKO), 422, "itself replaced by it");
        assertRefused(client.feedReplaced(Y, X, HANAKO), 422, "itself replaced by it");
        assertRefused(client.feedReplaced(X, X, HANAKO), 422, "one other patient of the same facility");
        assertThat(client.feed("3", HANAKO).status()).isEqualTo(201);
        client.settled();

        Awaitility.await()
                .atMost(SOON)
                .until(() -> person(facility, "3")
                        .filter(person -> person.records().size() == 3)
                        .isPresent());
        assertThat(client.feed(X, "\"active\": true, " + HANAKO).status()).isEqualTo(200);
        assertThat(client.feedReplaced("3", X, HANAKO).status())
                .as("no circle any more")
                .isEqualTo(200);
        client.settled();
    }

    // ---- what is refused ----

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "identifier=SYSTEM|0000000001 # application/fhir+json # { # 400 # not a FHIR R4 Patient",
                "identifier=SYSTEM|0000000001 # application/fhir+json # BIG # 413 # larger",
                "identifier=SYSTEM|0000000001 # text/plain # BODY # 415 # media type",
                "identifier=SYSTEM|0000000001 # application/fhir+json;charset=shift_jis # BODY # 415 # media type",
                "identifier=SYSTEM|0000000002 # application/fhir+json # BODY # 422 # identifier of the URL",
                "identifier=SYSTEM|0_1 # application/fhir+json # BODY # 422 # letters, digits and hyphens",
                "identifier=0000000001 # application/fhir+json # BODY # 400 # ?identifier=system|number",
                "identifier=SYSTEM|1&identifier=SYSTEM|2 # application/fhir+json # BODY # 400 # ?identifier=system|number",
                "identifier=SYSTEM|0000000001&name=x # application/fhir+json # BODY # 400 # ?identifier=system|number",
                "identifier=OTHER|0000000001 # application/fhir+json # BODY # 404 # nothing here",
                "identifier=urn:oid:1.2.3|0000000001 # application/fhir+json # BODY # 404 # nothing here",
            })
    void feedShouldBeRefused(String query, String type, String body, int status, String words) {
        String facility = "1388000011";
        FacilityClient client = new FacilityClient(port, facility);
        String own = PatientIds.system(facility);
        String patient = "{\"resourceType\": \"Patient\", \"identifier\": [{\"system\": \"" + own
                + "\", \"value\": \"0000000001\"}]}";
        String url = query.replace("SYSTEM", own).replace("OTHER", PatientIds.system("1388000001"));

        Reply reply = client.send(FacilityClient.request(
                        URI.create("http://127.0.0.1:" + port + "/fhir/Patient?" + url.replace("|", "%7C")),
                        client.token())
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString(
                        body.replace("BODY", patient).replace("BIG", " ".repeat(IdentityFeeds.MOST_BYTES + 1)))));

        assertRefused(reply, status, words);
        assertThat(client.status().get("received").asInt()).isZero();
    }

    @Test
    void otherWritesShouldBeRefusedAsBefore() {
        String facility = "1388000012";
        FacilityClient client = new FacilityClient(port, facility);
        URI feed = client.feedUri(PatientIds.system(facility), X);
        URI own = URI.create("http://127.0.0.1:" + port + "/fhir/Patient/" + PatientIds.logicalId(facility, X));
        URI bare = URI.create("http://127.0.0.1:" + port + "/fhir/Patient");
        String reader = "{\"resourceType\": \"Patient\"}";

        assertRefused(
                client.send(FacilityClient.request(feed, client.token()).DELETE()),
                400,
                "Remove Patient is not supported");
        for (URI uri : List.of(own, bare)) {
            assertRefused(
                    client.send(FacilityClient.request(uri, client.token())
                            .header("Content-Type", "application/fhir+json")
                            .PUT(BodyPublishers.ofString(reader))),
                    403,
                    "does not allow");
        }
        Reply anonymous = client.send(HttpRequest.newBuilder(feed)
                .header("Content-Type", "application/fhir+json")
                .PUT(BodyPublishers.ofString(reader)));
        assertRefused(anonymous, 405, "does not offer this interaction");
        assertThat(client.put(
                                "identity-feed/" + X + "/20260401090000000_0123456789abcdef.json",
                                reader.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(422);
        assertThat(client.status().get("received").asInt()).isZero();
    }

    @Test
    void capabilityStatementShouldTellOfIt() {
        JsonNode resources =
                new FacilityClient(port, "1388000013").fhir("metadata").at("/rest/0/resource");
        List<String> updated = new ArrayList<>();
        resources.forEach(resource -> {
            if (resource.path("conditionalUpdate").asBoolean()) {
                updated.add(resource.path("type").asText());
            }
        });

        assertThat(updated).containsExactly("Patient");
    }

    private static void assertRefused(Reply reply, int status, String words) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(reply.json().at("/issue/0/diagnostics").asText()).contains(words);
    }

    private static String basic(String patient, String flag) {
        return "%s/%s/%s/-/ADT-00/%s_-_ADT-00_999999999999999_20260401103000000_-_%s"
                .formatted(patient.substring(0, 3), patient.substring(3, 6), patient, patient, flag);
    }

    private static byte[] message(String patient, String family) {
        return ("MSH|^~\\&|HIS|H|GW|GW|20260401103000||ADT^A08^ADT_A01|1|P|2.5||||||~ISO IR87||ISO 2022-1994\r"
                        + "EVN||20260401103000\rPID|0001||" + patient + "^^^^PI||" + family
                        + "^花子^^^^^L^I||19800401|F\rPV1|0001|O\r")
                .getBytes(Charset.forName("ISO-2022-JP"));
    }

    private static String family(FacilityClient client, String facility) {
        return client.fhir("Patient/" + PatientIds.logicalId(facility, X))
                .at("/name/0/family")
                .asText();
    }

    private String replacedBy(FacilityClient client, String facility) {
        return client.fhir("Patient/" + PatientIds.logicalId(facility, X))
                .at("/link/0/other/reference")
                .asText();
    }

    /** What there is of both, as if they were of no facility. */
    private static List<String> patients(FacilityClient client, String facility) {
        List<String> patients = new ArrayList<>();
        for (String number : List.of(X, Y)) {
            String text = client.fhir("Patient/" + PatientIds.logicalId(facility, number))
                    .toString()
                    .replaceAll("\"meta\":\\{.*?\\}", "")
                    .replaceAll("Organization/[0-9a-f-]+", "")
                    .replace(facility, "");
            for (String other : List.of(X, Y)) {
                text = text.replace(PatientIds.logicalId(facility, other).toString(), other);
            }
            patients.add(text);
        }
        return patients;
    }

    private Optional<Person> person(String facility, String number) {
        List<Long> person = jdbc.queryForList(
                "select person from tsumugi.person_record where patient = ?",
                Long.class,
                PatientIds.logicalId(facility, number));
        return persons.byNumber(person).values().stream().findFirst();
    }

    private void awaitPersons(String facility, boolean one) {
        Awaitility.await().atMost(SOON).until(() -> {
            Optional<Person> x = person(facility, X);
            Optional<Person> y = person(facility, Y);
            return x.isPresent()
                    && y.isPresent()
                    && (x.get().number() == y.get().number()) == one;
        });
    }
}
