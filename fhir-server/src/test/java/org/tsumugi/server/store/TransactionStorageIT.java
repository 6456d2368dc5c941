package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** The same hospital's data as a tree and as files of the transaction storage gives the same resources. */
@ServerTest
@TestPropertySource(properties = {"tsumugi.demo-clients=true", "tsumugi.receive.patient-id-mismatch=accept"})
class TransactionStorageIT {

    private static final int TRANSACTION_FILES = 4;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    /** What a hospital did at one time: it wrote or deleted a file. */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    private record Step(StoragePath path, boolean deletes, byte[] content) {}

    @Test
    void transactionFilesShouldGiveTheResourcesOfTheTree() throws Exception {
        Map<String, byte[]> tree = tree();
        List<Step> steps = steps(tree);
        assertThat(steps).anyMatch(Step::deletes);
        String fromTree = "1327654311";
        String inOrder = "1327654312";
        String reversed = "1327654313";
        String mixed = "1327654314";

        send(fromTree, tree);
        send(inOrder, transactions(inOrder, steps));
        List<Map.Entry<String, byte[]>> backwards =
                new ArrayList<>(transactions(reversed, steps).entrySet());
        Collections.reverse(backwards);
        FacilityClient client = new FacilityClient(port, reversed);
        backwards.forEach(file ->
                assertThat(client.put(file.getKey(), file.getValue()).status()).isEqualTo(201));
        List<Map.Entry<String, byte[]>> both = new ArrayList<>(tree.entrySet());
        both.removeIf(file -> file.getKey().hashCode() % 2 == 0);
        both.addAll(transactions(mixed, steps).entrySet());
        Collections.shuffle(both, new Random(7));
        Map<String, byte[]> shuffled = new LinkedHashMap<>();
        both.forEach(file -> shuffled.put(file.getKey(), file.getValue()));
        send(mixed, shuffled);

        List<String> expected = resources(fromTree);
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(resources(inOrder)).containsExactlyElementsOf(expected);
        assertThat(resources(reversed)).containsExactlyElementsOf(expected);
        assertThat(resources(mixed)).containsExactlyElementsOf(expected);
        JsonNode status = status(inOrder);
        assertThat(status.get("received").asInt()).isEqualTo(tree.size() + TRANSACTION_FILES);
        assertThat(status.get("mapped").asInt())
                .isEqualTo(status(fromTree).get("mapped").asInt() + TRANSACTION_FILES);

        for (JsonNode line : send(inOrder, tree)) {
            assertThat(line.get("status").asInt()).as("already here").isEqualTo(200);
            assertThat(line.has("issue")).isFalse();
        }
        assertThat(resources(inOrder)).containsExactlyElementsOf(expected);
        assertThat(status(inOrder).get("received")).isEqualTo(status.get("received"));
        assertThat(jdbc.queryForObject("""
                        select count(*) from tsumugi.transaction_record t
                        join tsumugi.storage_file f on f.file_id = t.transaction_file_id where f.facility = ?
                        """, Integer.class, inOrder))
                .as("each record knows its file")
                .isEqualTo(tree.size());
    }

    @Test
    void damagedRecordsShouldBeReportedAndCostNothingElse() {
        FacilityClient client = new FacilityClient(port, "1327654315");
        String header = "#SSMIX,2.00,%s,0000001,20260401,OMP-01,00000000000000%d,INS,01,20260401103000123\r\n";
        String path = "transaction/2026/TR_20260401000000000_00001.DAT";
        String file = header.formatted("1327654315", 1)
                + "not HL7\r\n"
                + "#SSMIX,2.00,damaged\r\nlost\r\n"
                + header.formatted("1327654316", 2)
                + "another facility's\r\n";

        assertThat(client.put(path, file.getBytes(StandardCharsets.US_ASCII)).status())
                .isEqualTo(201);

        JsonNode status = client.settled();
        assertThat(status.get("received").asInt()).isEqualTo(2);
        assertThat(status.get("mapped").asInt()).isEqualTo(1);
        assertThat(status.get("quarantined").asInt()).isEqualTo(1);
        List<String> codes = new ArrayList<>();
        client.files("mapped")
                .get(0)
                .get("issues")
                .forEach(issue -> codes.add(issue.get("code").asText()));
        assertThat(codes).containsExactly("RECORD_DAMAGED", "RECORD_OF_ANOTHER_FACILITY");

        // the hospital's system goes on writing into the same file
        String grown = file + header.formatted("1327654315", 3) + "more\r\n";
        assertThat(client.put(path, grown.getBytes(StandardCharsets.US_ASCII))
                        .json()
                        .has("issue"))
                .isFalse();
        assertThat(client.settled().get("received").asInt()).isEqualTo(3);
        assertThat(client.put(path, file.getBytes(StandardCharsets.US_ASCII)).status())
                .isEqualTo(200);
    }

    @Test
    void halfWrittenFileShouldSayNothingThatTheWholeDoesNot() throws Exception {
        Map<String, byte[]> tree = tree();
        List<Step> steps = steps(tree).subList(0, 12);
        String whole = "1327654318";
        String growing = "1327654319";
        String shrinking = "1327654320";
        Map.Entry<String, byte[]> file = oneFile(whole, steps);
        new FacilityClient(port, whole).put(file.getKey(), file.getValue());
        List<String> expected = resources(whole);
        assertThat(expected).isNotEmpty();

        for (String facility : List.of(growing, shrinking)) {
            FacilityClient client = new FacilityClient(port, facility);
            byte[] bytes = oneFile(facility, steps).getValue();
            List<Integer> ends = new ArrayList<>(
                    new Random(3).ints(8, 0, bytes.length).sorted().boxed().toList());
            ends.add(bytes.length);
            if (facility.equals(shrinking)) {
                Collections.reverse(ends);
            }
            for (int end : ends) {
                assertThat(client.put(file.getKey(), Arrays.copyOf(bytes, end)).status())
                        .isIn(200, 201);
                if (facility.equals(growing)) {
                    client.settled();
                }
            }
            assertThat(resources(facility)).containsExactlyElementsOf(expected);
            assertThat(status(facility).get("received")).isEqualTo(status(whole).get("received"));
            assertThat(status(facility).get("quarantined"))
                    .isEqualTo(status(whole).get("quarantined"));
            assertThat(client.files("mapped").toString()).doesNotContain("RECORD_DAMAGED");
        }
    }

    @Test
    void halfOfARecordShouldSayNothingAlsoWhenItComesAfterTheWhole() {
        FacilityClient client = new FacilityClient(port, "1327654322");
        String transaction = "transaction/2026/TR_20260401000000000_00001.DAT";
        String name = "0000001_20260401_OMP-01_000000000000001_20260401103000123_01_1";
        String half = "MSH|^~\\&|HIS|";
        String begin =
                "#SSMIX,2.00,1327654322,0000001,20260401,OMP-01,000000000000001,INS,01,20260401103000123\r\n" + half;

        for (String content : List.of(begin, begin + "the rest\r\n")) {
            client.put(transaction, content.getBytes(StandardCharsets.US_ASCII));
            client.settled();
        }
        client.put("000/000/0000001/20260401/OMP-01/" + name, half.getBytes(StandardCharsets.US_ASCII));
        client.settled();

        assertThat(client.files("quarantined").toString()).contains(name).doesNotContain("NAME_REUSED");
    }

    @Test
    void insertionAfterADeletionOfItsNameShouldBeReported() {
        FacilityClient client = new FacilityClient(port, "1327654321");
        String path = "transaction/2026/TR_20260401000000000_00001.DAT";
        String header = "#SSMIX,2.00,1327654321,0000001,20260401,OMP-01,00000000000000%d,%s,01,20260401103000123\r\n";
        String file = header.formatted(1, "DEL") + "MSH|deleted\r\n" + header.formatted(1, "INS") + "MSH|inserted\r\n"
                + header.formatted(2, "DEL") + "MSH|same\r\n" + header.formatted(2, "INS") + "MSH|same\r\n";

        client.put(path, file.getBytes(StandardCharsets.US_ASCII));

        JsonNode status = client.settled();
        assertThat(status.get("quarantined").asInt()).isEqualTo(1);
        assertThat(status.get("superseded").asInt()).isEqualTo(1);
        assertThat(client.files("quarantined").at("/0/issues/0/code").asText()).isEqualTo("NAME_REUSED");
        JsonNode issues = client.files("mapped").at("/0/issues");
        assertThat(issues).hasSize(2);
        assertThat(issues.findValuesAsText("code")).containsOnly("RECORD_DELETED_AT_THE_SAME_TIME");
        assertThat(jdbc.queryForObject(
                        "select count(*) from tsumugi.file_content c join tsumugi.storage_file f on f.file_id = c.file_id"
                                + " where f.facility = '1327654321' and f.area = 'STANDARD'",
                        Integer.class))
                .as("both contents are kept")
                .isEqualTo(3);
    }

    /** Each repetition of a record costs the journal a transaction, and nothing behind it. */
    @Test
    void smallFileShouldNotWaitForLargeFilesOfOthers() {
        int repetitions = 6000;
        List<FacilityClient> others = new ArrayList<>();
        for (String facility : List.of("1327654322", "1327654323", "1327654324")) {
            String record =
                    "#SSMIX,2.00,%s,0000001,20260401,OMP-01,000000000000001,INS,01,20260401103000123\r\nMSH|one\r\n"
                            .formatted(facility);
            FacilityClient other = new FacilityClient(port, facility);
            other.put(
                    "transaction/2026/TR_20260401000000000_00001.DAT",
                    record.repeat(repetitions).getBytes(StandardCharsets.US_ASCII));
            others.add(other);
        }
        FacilityClient client = new FacilityClient(port, "1327654325");
        client.put(
                "transaction/2026/TR_20260401000000000_00001.DAT",
                "#SSMIX,2.00,1327654325,0000001,20260401,OMP-01,000000000000001,INS,01,20260401103000123\r\nMSH|one\r\n"
                        .getBytes(StandardCharsets.US_ASCII));

        client.settled();

        assertThat(others)
                .allSatisfy(other ->
                        assertThat(other.status().get("pending").asInt()).isPositive());
        others.forEach(FacilityClient::settled);
    }

    private static Map.Entry<String, byte[]> oneFile(String facility, List<Step> steps) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Map<String, byte[]> files = transactions(facility, steps);
        files.values().forEach(all::writeBytes);
        return Map.entry(files.keySet().iterator().next(), all.toByteArray());
    }

    @Test
    void lineEndsBehindAMessageShouldBeNoConflict() {
        FacilityClient client = new FacilityClient(port, "1327654317");
        String name = "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_000000000000001_20260401103000123_01_1";
        client.put(name, "MSH|one\r".getBytes(StandardCharsets.US_ASCII));

        FacilityClient.Reply reply = client.put(name, "MSH|one".getBytes(StandardCharsets.US_ASCII));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().has("issue")).isFalse();
        assertThat(client.put(name, "MSH|two".getBytes(StandardCharsets.US_ASCII))
                        .json()
                        .get("issue")
                        .asText())
                .isEqualTo("NAME_REUSED");
    }

    private static Map<String, byte[]> tree() throws IOException {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, 6, 5))
                .generate((facility, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        return new TreeMap<>(files);
    }

    /** A file with flag 0 is what was deleted, but for the last one of its key, which is the message that deleted. */
    private static List<Step> steps(Map<String, byte[]> tree) throws NotAStorageNameException {
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : tree.entrySet()) {
            steps.add(new Step(StoragePath.parse(file.getKey()), false, file.getValue()));
        }
        Map<String, List<Step>> byKey = steps.stream()
                .filter(step -> step.path().flag() == ConditionFlag.DELETED)
                .collect(Collectors.groupingBy(step -> step.path().storageKey()));
        for (List<Step> deleted : byKey.values()) {
            Step last = Collections.max(
                    deleted, Comparator.comparing(step -> step.path().sortableTime()));
            steps.set(steps.indexOf(last), new Step(last.path(), true, last.content()));
        }
        steps.sort(Comparator.comparing((Step step) -> step.path().sortableTime())
                .thenComparing(step -> step.path().toPath()));
        return steps;
    }

    private static Map<String, byte[]> transactions(String facility, List<Step> steps) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < TRANSACTION_FILES; i++) {
            List<Step> part =
                    steps.subList(i * steps.size() / TRANSACTION_FILES, (i + 1) * steps.size() / TRANSACTION_FILES);
            String time = part.get(0).path().sortableTime();
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (Step step : part) {
                StoragePath path = step.path();
                String header = String.join(
                        ",",
                        "#SSMIX",
                        "2.00",
                        facility,
                        path.patientId(),
                        path.careDate(),
                        path.dataType().folder(),
                        path.orderNo(),
                        step.deletes() ? "DEL" : "INS",
                        path.department(),
                        path.transactionTime());
                file.writeBytes((header + "\r\n").getBytes(StandardCharsets.US_ASCII));
                file.writeBytes(step.content());
                file.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            files.put("transaction/%s/TR_%s_%05d.DAT".formatted(time.substring(0, 4), time, i), file.toByteArray());
        }
        return files;
    }

    private List<JsonNode> send(String facility, Map<String, byte[]> files) {
        FacilityClient.Reply reply = new FacilityClient(port, facility).post(FacilityClient.tar(files));
        assertThat(reply.status()).isEqualTo(200);
        return FacilityClient.lines(reply);
    }

    private JsonNode status(String facility) {
        JsonNode status = new FacilityClient(port, facility).settled();
        long sum = 0;
        for (String state : List.of("mapped", "unsupported", "quarantined", "superseded", "pending")) {
            sum += status.get(state).asLong();
        }
        assertThat(sum).isEqualTo(status.get("received").asLong());
        return status;
    }

    private List<String> resources(String facility) {
        status(facility);
        FacilityClient client = new FacilityClient(port, facility);
        Collection<JsonNode> all = new ArrayList<>();
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
}
