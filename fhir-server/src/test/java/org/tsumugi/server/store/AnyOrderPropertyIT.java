package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import org.tsumugi.server.mllp.MllpSender;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.FreePorts;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/**
 * What is stored is a function of the set of files, for several hospitals at once: three of them, two with the same patient numbers,
 * send standardized, extended and transaction storage, with names raised to another flag, names used again for other bytes, and a
 * transaction file that was half-written when it was first sent. Shuffled, repeated, cut into batches and interleaved over two server
 * processes, by PUT, tar, transaction file and MLLP, it comes to the same resources, references and counts as sent once, in order, to
 * one of them. The system property {@code tsumugi.any-order.rounds} says how often it is tried.
 */
class AnyOrderPropertyIT {

    private static final int HOSPITALS = 3;
    private static final int THREADS = 4;
    private static final int BATCH = 25;
    private static final int ROUNDS = Integer.getInteger("tsumugi.any-order.rounds", 2);
    private static final String TRANSACTION = "transaction/2026/TR_20260401000000000_00001.DAT";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Integer> MLLP_PORTS = mllpPorts();

    /** A file on its way, under one of the names that it has in the course of time. */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    private record Event(int hospital, String path, byte[] content) {}

    /** What came out of a hospital's files. */
    private record Outcome(JsonNode status, List<String> resources, List<String> found, List<String> persons) {}

    /** Started by the first who asks. */
    private static final class Started {

        static final TwoServers SERVERS = TwoServers.start(AnyOrderPropertyIT::listeners);
        static final Map<String, FacilityClient> CLIENTS = new ConcurrentHashMap<>();
        static final List<Outcome> EXPECTED = inOrder();

        private static List<Outcome> inOrder() {
            List<Outcome> outcomes = new ArrayList<>();
            for (int hospital = 0; hospital < HOSPITALS; hospital++) {
                String facility = facility(0, hospital);
                FacilityClient client = client(0, facility);
                for (Event event : events(facility, hospital)) {
                    put(client, event);
                }
                outcomes.add(outcome(facility));
            }
            return outcomes;
        }
    }

    @BeforeContainer
    static void start() {
        assertThat(Started.EXPECTED).allSatisfy(outcome -> {
            assertThat(outcome.resources()).hasSizeGreaterThan(50);
            assertThat(outcome.found()).isNotEmpty();
            assertThat(outcome.status().get("quarantined").asInt()).isPositive();
            assertThat(outcome.persons())
                    .anyMatch(line -> line.startsWith("source "))
                    .anyMatch(line -> line.startsWith("insurance "))
                    .anyMatch(line -> line.startsWith("held "));
        });
    }

    @AfterContainer
    static void stop() {
        Started.SERVERS.close();
    }

    @Property(tries = 1, shrinking = ShrinkingMode.OFF)
    void stateShouldBeTheSameForAnyArrival(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 1; round <= ROUNDS; round++) {
            stateShouldBeTheSame(round, random);
        }
        assertThat(Started.SERVERS.repeatedVersions())
                .as("versions that say the same as the one before")
                .isEmpty();
    }

    private static void stateShouldBeTheSame(int round, Random random) throws Exception {
        List<Event> all = new ArrayList<>();
        for (int hospital = 0; hospital < HOSPITALS; hospital++) {
            all.addAll(events(facility(round, hospital), hospital));
        }
        Collections.shuffle(all, random);
        all.addAll(all.subList(0, all.size() / 3));
        Collections.shuffle(all, random);

        List<Callable<Void>> senders = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<Event> own = all.subList(thread * all.size() / THREADS, (thread + 1) * all.size() / THREADS);
            Random choice = new Random(random.nextLong());
            senders.add(() -> send(round, own, choice));
        }
        TwoServers.together(senders);

        for (int hospital = 0; hospital < HOSPITALS; hospital++) {
            Outcome outcome = outcome(facility(round, hospital));
            assertThat(outcome.status())
                    .as("status")
                    .isEqualTo(Started.EXPECTED.get(hospital).status());
            assertThat(outcome.resources())
                    .as("resources")
                    .isEqualTo(Started.EXPECTED.get(hospital).resources());
            assertThat(outcome.found())
                    .as("chained searches and includes")
                    .isEqualTo(Started.EXPECTED.get(hospital).found());
            assertThat(outcome.persons())
                    .as("persons and their records")
                    .isEqualTo(Started.EXPECTED.get(hospital).persons());
        }
    }

    private static FacilityClient client(int server, String facility) {
        return Started.CLIENTS.computeIfAbsent(server + facility, key -> {
            FacilityClient client = Started.SERVERS.client(server, facility);
            client.status();
            return client;
        });
    }

    /** Of each server, one for each hospital of each round. */
    private static Map<String, Integer> mllpPorts() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (int i = 0; i < 2 * ROUNDS * HOSPITALS; i++) {
            int number = i / 2;
            ports.put(i % 2 + facility(1 + number / HOSPITALS, number % HOSPITALS), FreePorts.next());
        }
        return ports;
    }

    private static List<String> listeners(int server) {
        List<String> arguments = new ArrayList<>();
        MLLP_PORTS.forEach((key, port) -> {
            if (key.startsWith(Integer.toString(server))) {
                String listener = "--tsumugi.mllp.listeners[" + arguments.size() / 2 + "].";
                arguments.add(listener + "facility=" + key.substring(1));
                arguments.add(listener + "port=" + port);
            }
        });
        return arguments;
    }

    private static String facility(int round, int hospital) {
        return "132775%02d%02d".formatted(round, hospital);
    }

    private static Void send(int round, List<Event> events, Random choice) {
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + choice.nextInt(BATCH));
            Map<Integer, List<Event>> byHospital = new TreeMap<>();
            events.subList(from, to)
                    .forEach(event -> byHospital
                            .computeIfAbsent(event.hospital(), hospital -> new ArrayList<>())
                            .add(event));
            byHospital.forEach((hospital, batch) -> send(choice.nextInt(2), facility(round, hospital), batch, choice));
            from = to;
        }
        return null;
    }

    /** A few by PUT or MLLP, more as tars; a tar names no file twice. */
    private static void send(int server, String facility, List<Event> events, Random choice) {
        FacilityClient client = client(server, facility);
        Map<String, byte[]> tar = new LinkedHashMap<>();
        for (Event event : events) {
            int way = choice.nextInt(6);
            if (way == 0 && isMessage(event)) {
                sendMessage(Objects.requireNonNull(MLLP_PORTS.get(server + facility)), facility, event);
            } else if (way == 1 || tar.putIfAbsent(event.path(), event.content()) != null) {
                put(client, event);
            }
        }
        if (!tar.isEmpty()) {
            assertThat(client.post(FacilityClient.tar(tar)).status()).isEqualTo(200);
        }
    }

    private static void put(FacilityClient client, Event event) {
        assertThat(client.put(event.path(), event.content()).status()).isIn(200, 201);
    }

    private static boolean isMessage(Event event) {
        return !event.path().contains("/TR_")
                && !event.path().startsWith("extended/")
                && event.path().endsWith("_1");
    }

    private static void sendMessage(int port, String facility, Event event) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (MllpSender sender = MllpSender.to(port)) {
            frame.writeBytes(headerLine(facility, StoragePath.parse(event.path()), "INS"));
            frame.writeBytes(event.content());
            assertThat(sender.send(frame.toByteArray()).answer().code()).isEqualTo("AA");
        } catch (IOException | NotAStorageNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome outcome(String facility) {
        FacilityClient client = client(1, facility);
        ObjectNode status = client.settled().deepCopy();
        status.remove(List.of("facility", "lastReceivedAt"));
        List<JsonNode> resources = new ArrayList<>();
        Started.SERVERS.jdbc.query(
                """
                select r.fhir_id, v.res_text_vc
                from tsumugi.facility f
                join hfj_resource r on r.partition_id = f.partition_id
                join hfj_res_ver v on v.partition_id = r.partition_id and v.res_id = r.res_id and v.res_ver = r.res_ver
                where f.code = ? and r.res_deleted_at is null
                """,
                row -> {
                    resources.add(resource(row.getString(1), row.getString(2)));
                },
                facility);
        List<String> found = new ArrayList<>();
        String identifier = "patient.identifier=urn:oid:1.2.392.100495.20.3.51.1" + facility + "%7C";
        for (String patient : Started.SERVERS.jdbc.queryForList(
                "select distinct patient from tsumugi.storage_file where facility = ? and patient is not null order by 1",
                String.class,
                facility)) {
            for (String type : List.of("MedicationRequest", "Observation", "Condition")) {
                found.addAll(Canonical.of(
                        facility,
                        client.search(type + "?" + identifier + patient + "&_include=" + type + ":encounter&_include="
                                + type + ":patient&_count=1000")));
            }
        }
        return new Outcome(
                status, Canonical.of(facility, resources), found, PersonState.of(Started.SERVERS.jdbc, facility));
    }

    private static JsonNode resource(String id, String json) {
        try {
            ObjectNode resource = (ObjectNode) JSON.readTree(json);
            resource.put("id", id);
            return resource;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The second hospital has half of the first one's files: the same patient numbers, other data. */
    private static List<Event> events(String facility, int hospital) {
        try {
            return generated(facility, hospital);
        } catch (IOException | NotAStorageNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Event> generated(String facility, int hospital) throws IOException, NotAStorageNameException {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, 2, hospital == 2 ? 21 : 20))
                .generate((code, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        List<Event> events = new ArrayList<>();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        int i = 0;
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            i++;
            if (hospital == 1 && i % 2 == 0) {
                continue;
            }
            addNames(events, hospital, file.getKey(), file.getValue(), i);
            if (file.getKey().contains("/ADT-00/")) {
                InsuranceHistory.before(file.getKey())
                        .forEach((path, content) -> events.add(new Event(hospital, path, content)));
            }
            if (i % 6 == 0) {
                addRecord(records, facility, StoragePath.parse(file.getKey()), "INS", file.getValue());
            }
            if (i % 18 == 0) {
                addRecord(records, facility, StoragePath.parse(file.getKey()), "DEL", file.getValue());
            }
        }
        byte[] transactions = records.toByteArray();
        events.add(new Event(hospital, TRANSACTION, Arrays.copyOf(transactions, transactions.length * 2 / 3)));
        events.add(new Event(hospital, TRANSACTION, transactions));
        addDocuments(events, hospital);
        return events;
    }

    /** A document of several files with a version before it, one that was deleted, one that only ever was history. */
    private static void addDocuments(List<Event> events, int hospital) {
        String folder =
                "extended/000/000/0000001/20260401/S01^SUMMARY^99ZZ1^18842-5^SUMMARY^LN/0000001_20260401_S01_%05d_%017d_01_%d/";
        long first = 20260402103000121L;
        addDocument(events, hospital, folder.formatted(1, first, 1), "scan.pdf", "old.pdf");
        addDocument(events, hospital, folder.formatted(1, first, 2), "scan.pdf", "old.pdf");
        addDocument(events, hospital, folder.formatted(1, first + 1, 1), "scan.pdf", "img/figure.png", "style.css");
        addDocument(events, hospital, folder.formatted(2, first, 1), "scan.pdf", "note.txt");
        addDocument(events, hospital, folder.formatted(2, first, 0), "scan.pdf", "note.txt");
        addDocument(events, hospital, folder.formatted(3, first, 1), "scan.pdf");
        addDocument(events, hospital, folder.formatted(3, first, 2), "scan.pdf");
    }

    /** The bytes are those of the document and version, whatever its flag. */
    private static void addDocument(List<Event> events, int hospital, String folder, String... files) {
        String version = folder.substring(0, folder.length() - 2);
        for (String file : files) {
            events.add(new Event(
                    hospital, folder + file, ("%PDF-1.7\n" + version + file).getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static void addNames(List<Event> events, int hospital, String path, byte[] content, int i) {
        String name = path.substring(0, path.length() - 1);
        events.add(new Event(hospital, path, content));
        if (i % 4 == 1) {
            events.add(new Event(hospital, name + "2", content));
        }
        if (i % 5 == 2) {
            events.add(new Event(hospital, name + "0", content));
        }
        if (i % 11 == 3) {
            byte[] other = Arrays.copyOf(content, content.length + 6);
            System.arraycopy("ZZZ|1\r".getBytes(StandardCharsets.US_ASCII), 0, other, content.length, 6);
            events.add(new Event(hospital, path, other));
        }
    }

    private static void addRecord(
            ByteArrayOutputStream records, String facility, StoragePath path, String action, byte[] content) {
        if (path.flag() == ConditionFlag.DELETED) {
            return;
        }
        records.writeBytes(headerLine(facility, path, action));
        records.writeBytes(content);
        records.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] headerLine(String facility, StoragePath path, String action) {
        return String.join(
                        ",",
                        "#SSMIX",
                        "2.00",
                        facility,
                        path.patientId(),
                        path.careDate(),
                        path.dataType().folder(),
                        path.orderNo(),
                        action,
                        path.department(),
                        path.transactionTime() + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
