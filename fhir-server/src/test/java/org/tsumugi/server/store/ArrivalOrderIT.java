package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** What is stored is a function of the set of files: not of order, repetition, batches or threads. */
@ServerTest
@TestPropertySource(properties = {"tsumugi.demo-clients=true", "tsumugi.receive.patient-id-mismatch=accept"})
class ArrivalOrderIT {

    private static final String IN_ORDER = "1327654301";
    private static final String SHUFFLED = "1327654302";
    private static final String REVERSED = "1327654303";
    private static final String EARLIER = "1327654304";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transactions;

    /** A file on its way, under one of the names that it has in the course of time. */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    private record Event(String path, byte[] content) {}

    @Test
    void stateShouldBeTheSameForAnyOrderOfArrival() throws Exception {
        List<Event> events = events(3);
        List<Event> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, events.size() / 3));
        Collections.shuffle(shuffled, new Random(11));
        List<Event> reversed = new ArrayList<>(events);
        Collections.reverse(reversed);

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> senders = new ArrayList<>();
            senders.add(() -> tar(IN_ORDER, events));
            senders.add(() -> puts(SHUFFLED, shuffled.subList(0, shuffled.size() / 2)));
            senders.add(() -> puts(SHUFFLED, shuffled.subList(shuffled.size() / 2, shuffled.size())));
            senders.add(() -> puts(REVERSED, reversed));
            for (Future<Void> sender : threads.invokeAll(senders)) {
                sender.get();
            }
        } finally {
            threads.shutdown();
        }

        JsonNode inOrder = status(IN_ORDER);
        assertThat(inOrder.get("mapped").asInt()).isPositive();
        assertThat(status(SHUFFLED)).isEqualTo(inOrder);
        assertThat(status(REVERSED)).isEqualTo(inOrder);
        List<String> expected = resources(IN_ORDER);
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(resources(SHUFFLED)).isEqualTo(expected);
        assertThat(resources(REVERSED)).isEqualTo(expected);
        List<String> persons = PersonState.of(jdbc, IN_ORDER);
        assertThat(persons)
                .anyMatch(line -> line.startsWith("source ") && line.contains("PHONETIC"))
                .anyMatch(line -> line.startsWith("held ") && line.contains(" MedicationRequest 20"));
        assertThat(PersonState.insurances(jdbc, IN_ORDER))
                .anyMatch(line -> line.contains("\"number\": \"1\""))
                .anyMatch(line -> line.contains("\"number\": \"2\""))
                .noneMatch(line -> line.matches(".*\"number\": \"[034]\".*"));
        assertThat(PersonState.of(jdbc, SHUFFLED)).isEqualTo(persons);
        assertThat(PersonState.of(jdbc, REVERSED)).isEqualTo(persons);
        List<String> found = new ArrayList<>();
        for (String type : List.of("MedicationRequest", "Observation", "Condition")) {
            String search = type + "?patient.identifier=urn:oid:1.2.392.100495.20.3.51.1%s%%7C" + patient(events)
                    + "&_include=" + type + ":encounter&_include=" + type + ":patient&_count=1000";
            found.addAll(found(IN_ORDER, search));
            assertThat(found(SHUFFLED, search)).as(type).isEqualTo(found(IN_ORDER, search));
            assertThat(found(REVERSED, search)).as(type).isEqualTo(found(IN_ORDER, search));
        }
        assertThat(found).isNotEmpty();
    }

    @Test
    void updateShouldMakeOfWhatWasReceivedBeforeWhatIsMadeOfWhatComesAfter() throws Exception {
        tar(EARLIER, events(2));
        JsonNode status = status(EARLIER);
        List<String> persons = PersonState.of(jdbc, EARLIER);
        List<String> versions = versions();

        transactions.executeWithoutResult(transaction -> {
            PersonState.forget(jdbc);
            PersonState.backfill(jdbc);
        });

        assertThat(status(EARLIER)).isEqualTo(status);
        assertThat(PersonState.insurances(jdbc, EARLIER)).isNotEmpty();
        assertThat(PersonState.of(jdbc, EARLIER)).isEqualTo(persons);
        assertThat(versions()).as("nothing is written again").isEqualTo(versions);
        assertThat(jdbc.queryForList(
                        "select patient_id from tsumugi.person_source where facility = ?", String.class, EARLIER))
                .hasSize(2)
                .allSatisfy(patient -> await().untilAsserted(() -> assertThat(jdbc.queryForList(
                                "select person from tsumugi.person_record where patient = cast(? as uuid)",
                                Long.class,
                                patient))
                        .as("somebody has decided whose record it is")
                        .hasSize(1)
                        .doesNotContainNull()));
    }

    private List<String> versions() {
        return jdbc.queryForList("""
                select r.fhir_id || '/' || r.res_ver from hfj_resource r
                join tsumugi.facility f on f.partition_id = r.partition_id where f.code = ? order by 1
                """, String.class, EARLIER);
    }

    /** Every file under its last flag; every fourth one also under the flags before, every fifth is deleted in the end. */
    private static List<Event> events(int patients) throws IOException {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, patients, 3))
                .generate((facility, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        List<Event> events = new ArrayList<>();
        int i = 0;
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            String name = file.getKey().substring(0, file.getKey().length() - 1);
            events.add(new Event(file.getKey(), file.getValue()));
            if (i % 4 == 1) {
                events.add(new Event(name + "2", file.getValue()));
            }
            if (i % 5 == 2) {
                events.add(new Event(name + "0", file.getValue()));
            }
            if (file.getKey().contains("/ADT-00/")) {
                InsuranceHistory.before(file.getKey()).forEach((path, content) -> events.add(new Event(path, content)));
            }
            i++;
        }
        return events;
    }

    private static String patient(List<Event> events) {
        return events.get(0).path().split("/")[2];
    }

    private Void tar(String facility, List<Event> events) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        events.forEach(event -> files.put(event.path(), event.content()));
        assertThat(new FacilityClient(port, facility)
                        .post(FacilityClient.tar(files))
                        .status())
                .isEqualTo(200);
        return null;
    }

    private Void puts(String facility, List<Event> events) {
        FacilityClient client = new FacilityClient(port, facility);
        for (Event event : events) {
            assertThat(client.put(event.path(), event.content()).status()).isIn(200, 201);
        }
        return null;
    }

    private JsonNode status(String facility) {
        ObjectNode status = new FacilityClient(port, facility).settled().deepCopy();
        status.remove(List.of("facility", "lastReceivedAt"));
        return status;
    }

    private List<String> resources(String facility) {
        List<JsonNode> all = new ArrayList<>();
        FacilityClient client = new FacilityClient(port, facility);
        jdbc.query(
                """
                select r.res_type, r.fhir_id from hfj_resource r join tsumugi.facility f on f.partition_id = r.partition_id
                where f.code = ? and r.res_deleted_at is null
                """,
                row -> {
                    all.add(client.fhir(row.getString(1) + "/" + row.getString(2)));
                },
                facility);
        return Canonical.of(facility, all);
    }

    private Collection<String> found(String facility, String search) {
        return Canonical.of(facility, new FacilityClient(port, facility).search(search.formatted(facility)));
    }
}
