package org.tsumugi.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.server.search.RegionByHttp.and;
import static org.tsumugi.server.search.RegionByHttp.query;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.OfPatients;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.DayTest;
import org.tsumugi.search.Generation;
import org.tsumugi.search.Generation.Versioned;
import org.tsumugi.search.Name;
import org.tsumugi.search.PatientCondition;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.search.IndexState.Condition;
import org.tsumugi.server.testing.GeneratedFiles;
import org.tsumugi.server.testing.ServerTest;

/** Index and database agree, whatever happened to the index. */
@ServerTest
@TestPropertySource(properties = {"tsumugi.demo-clients=true", "tsumugi.search.prefix=upkeep"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexUpkeepIT {

    private static final String FACILITY = "1319900901";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private SearchParts parts;

    @Autowired
    private ElasticsearchInstallation installation;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private DaoRegistry daos;

    private final AtomicLong versions = new AtomicLong(Long.MAX_VALUE / 2);
    private RegionByHttp region;
    private SortedMap<String, byte[]> later;
    private long patients;

    @BeforeAll
    void load() throws IOException {
        region = new RegionByHttp(port);
        SortedMap<String, byte[]> files = GeneratedFiles.of(8, 3);
        String lastPatient = patientOf(files.lastKey());
        later = new TreeMap<>(files);
        later.keySet().removeIf(path -> !patientOf(path).equals(lastPatient));
        files.keySet().removeAll(later.keySet());
        send(files);
        patients = region.count("Patient?");
        assertThat(patients).isGreaterThan(3);
    }

    private static String patientOf(String path) {
        return path.split("/")[2];
    }

    private void send(Map<String, byte[]> files) {
        FacilityClient client = new FacilityClient(port, FACILITY);
        assertThat(client.post(FacilityClient.tar(files)).status()).isEqualTo(200);
        await(() -> count("select count(*) from tsumugi.storage_file where state = 'PENDING'") == 0
                && count("select count(*) from tsumugi.person_outbox") == 0);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    private long count(String sql) {
        Long count = jdbc.queryForObject(sql, Long.class);
        return count == null ? -1 : count;
    }

    @BeforeEach
    void settle() {
        await(() -> parts.state().isUsable() && count("select count(*) from tsumugi.search_outbox") == 0);
        assertThat(verify(false).path("clean").asBoolean()).isTrue();
    }

    private JsonNode verify(boolean repair) {
        JobProgress progress = new JobProgress() {
            @Override
            public Optional<JsonNode> earlier() {
                return Optional.empty();
            }

            @Override
            public void report(JsonNode said) {
                assertThat(said.path("total").asLong()).isEqualTo(patients);
            }
        };
        return new SearchVerification(parts.operations())
                .run(progress, JsonNodeFactory.instance.objectNode().put(SearchVerification.REPAIR, repair));
    }

    private Generation inForce() {
        return parts.operations().inForce().orElseThrow();
    }

    /** What the index alone says. */
    private long patientsInIndex() {
        return installation
                .index()
                .count(
                        new OfPatients(Unit.RESOURCE, PatientCondition.ANY, List.of()),
                        Visibility.all(),
                        Unindexed.nothing())
                .orElseThrow()
                .total();
    }

    /** Than whatever the database gives, and than those before. */
    private long laterVersion() {
        return versions.addAndGet(1_000_000);
    }

    @Test
    void verifyShouldFindAndMendWhatIsOther() {
        assertThat(patientsInIndex()).isEqualTo(patients);
        List<String> keys = inForce().keys("", 3);
        List<Versioned> damage = new ArrayList<>();
        keys.forEach(key -> damage.add(new Versioned(new PersonDocument(key, List.of()), laterVersion())));
        damage.add(new Versioned(
                new PersonDocument(
                        "p999999999", List.of(new PatientEntry("nobody", "1", null, null, Set.of(), List.of()))),
                laterVersion()));
        inForce().write(damage);
        inForce().refresh();
        assertThat(patientsInIndex()).isNotEqualTo(patients);

        JsonNode found = verify(false);
        assertThat(found.path("clean").asBoolean()).isFalse();
        assertThat(found.path("differing").asInt()).isEqualTo(4);
        assertThat(found.path("documents"))
                .extracting(JsonNode::asText)
                .containsAll(keys)
                .contains("p999999999");
        JsonNode mended = verify(true);
        assertThat(mended.path("differing").asInt()).isEqualTo(4);
        assertThat(verify(false).path("clean").asBoolean()).isTrue();
        assertThat(patientsInIndex())
                .as("although the index had later versions")
                .isEqualTo(patients);
    }

    @Test
    void verifyShouldTellOfAPersonOnceHoweverManyPatientsThereAre() {
        List<Map<String, Object>> records =
                jdbc.queryForList("select patient, person from tsumugi.person_record order by patient limit 2");
        String move = "update tsumugi.person_record set person = ? where patient = ?";
        jdbc.update(move, records.get(1).get("person"), records.get(0).get("patient"));
        settle();
        String key = "p" + records.get(1).get("person");
        inForce().write(List.of(new Versioned(new PersonDocument(key, List.of()), laterVersion())));
        inForce().refresh();
        JsonNode found = verify(true);
        assertThat(found.path("differing").asInt()).isEqualTo(1);
        assertThat(found.path("documents")).extracting(JsonNode::asText).containsExactly(key);
        jdbc.update(move, records.get(0).get("person"), records.get(0).get("patient"));
        settle();
    }

    @Test
    void verifyShouldFindAndMendNamesThatAreMissing() {
        Name unknown = new Name("Condition", "索引に無い名前");
        jdbc.update(
                "insert into tsumugi.search_name (name_key, resource_type, folded) values (?, ?, ?)",
                unknown.key(),
                unknown.type(),
                unknown.folded());
        assertThat(verify(false).path("missingNames").asInt()).isEqualTo(1);
        assertThat(verify(true).path("missingNames").asInt()).isEqualTo(1);
        assertThat(verify(false).path("clean").asBoolean()).isTrue();
    }

    @Test
    void rebuildShouldTakeTheIndexsPlace() {
        String former = String.valueOf(parts.operations().status().inForce());
        assertThat(parts.operations().remake()).isTrue();
        assertThat(parts.operations().remake()).as("it is under way").isFalse();
        await(() -> parts.operations().status().making() == null);
        assertThat(parts.operations().status().inForce()).isNotEqualTo(former);
        assertThat(patientsInIndex()).isEqualTo(patients);
        assertThat(installation.generations()).doesNotContain(former);
    }

    @Test
    void indexThatIsGoneShouldBeMadeAnew() {
        String lost = String.valueOf(parts.operations().status().inForce());
        installation.delete(lost);
        long before = region.count("Condition?");
        // nobody asks, and nothing changes
        await(() -> parts.state().condition() == Condition.USABLE
                && !lost.equals(parts.operations().status().inForce()));
        assertThat(patientsInIndex()).isEqualTo(patients);
        assertThat(region.count("Condition?")).isEqualTo(before);
    }

    @Test
    void countsShouldBeRightWhilePatientsMoveFromPersonToPerson() {
        List<Map<String, Object>> records =
                jdbc.queryForList("select patient, person from tsumugi.person_record order by patient limit 2");
        Object moving = records.get(0).get("patient");
        Object home = records.get(0).get("person");
        Object other = records.get(1).get("person");
        long persons = region.count(query("Patient", "distinct", "person"));
        String some = query("Patient", "birthdate", "ge1850-01-01");
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> moves = CompletableFuture.supplyAsync(() -> {
            int moved = 0;
            while (!enough.get() || moved % 2 != 0) {
                jdbc.update(
                        "update tsumugi.person_record set person = ? where patient = ?",
                        moved % 2 == 0 ? other : home,
                        moving);
                moved++;
            }
            return moved;
        });
        for (int asked = 0; asked < 40; asked++) {
            assertThat(region.count(some)).as("Patients are what they are").isEqualTo(patients);
            assertThat(region.count(and(some, "distinct=person")))
                    .as("the person is one with another, or by itself")
                    .isBetween(persons - 1, persons);
        }
        enough.set(true);
        assertThat(moves.join()).isGreaterThan(40);
        assertThat(region.count(query("Patient", "distinct", "person"))).isEqualTo(persons);
    }

    @Test
    void countsShouldTellWhatTheIndexNeverAnswers() {
        List<List<DayTest>> births = IntStream.range(0, CountQuery.MOST_TESTS + 1)
                .mapToObj(day -> List.of(new DayTest(DayTest.Comparison.ENDS_FROM, day, day)))
                .toList();
        for (Unit unit : Unit.values()) {
            IndexedCounts.Answer answer = parts.counts()
                    .count(new OfPatients(unit, new PatientCondition(births, List.of()), List.of()), Visibility.all());
            assertThat(answer).isEqualTo(new IndexedCounts.Answer(Optional.empty(), false));
            assertThat(Counts.refusal(answer)).isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void anotherClusterShouldHaveToWait() {
        ClusterClaim claim = new ClusterClaim(jdbc);
        assertThat(claim.claim(installation.clusterId())).as("this server's").isTrue();
        assertThat(claim.claim("another cluster")).isFalse();
        jdbc.update("update tsumugi.search_installation set cluster_seen_at = now() - interval '61 seconds'");
        assertThat(claim.claim("another cluster")).isTrue();
        // the server notices when it says next which cluster it uses, and refuses to ask one that lacks the index
        await(() -> parts.state().condition() == Condition.AWAY);
        assertThat(region.get(query("Condition", "code-name:contains", "症", "_count", "1"))
                        .status())
                .isEqualTo(503);
        assertThat(region.count(query("Patient", "birthdate", "ge1850-01-01"))).isEqualTo(patients);
        jdbc.update("update tsumugi.search_installation set cluster_seen_at = now() - interval '61 seconds'");
        await(() -> parts.state().isUsable());
    }

    @Test
    void answersShouldBeRightAtOnce() {
        long before = region.count(query("Patient", "distinct", "person"));
        send(later);
        patients = region.count("Patient?");
        assertThat(region.count(query("Patient", "distinct", "person")))
                .as("without waiting for the index")
                .isGreaterThan(before);
        String name = jdbc.queryForObject("""
                select n.folded from tsumugi.search_name n
                join tsumugi.named_record r on r.name_key = n.name_key order by r.res_id desc limit 1
                """, String.class);
        String type = jdbc.queryForObject("""
                select n.resource_type from tsumugi.search_name n
                join tsumugi.named_record r on r.name_key = n.name_key order by r.res_id desc limit 1
                """, String.class);
        String search = query(String.valueOf(type), "code-name:exact", String.valueOf(name));
        assertThat(region.count(search)).isEqualTo(region.ids(search).size()).isPositive();
    }

    @Test
    void namesAndDosesShouldBeTakenUpOfWhatWasStoredBefore() {
        String names = query("Condition", "code-name:contains", "症");
        String doses = query("MedicationRequest", "dose-quantity", "ge1");
        Set<String> named = region.ids(names);
        Set<String> dosed = region.ids(doses);
        assertThat(named).isNotEmpty();
        assertThat(dosed).isNotEmpty();
        jdbc.update("delete from tsumugi.named_record");
        jdbc.update("delete from hfj_spidx_quantity where res_type = 'MedicationRequest'");
        jdbc.update("update hfj_resource set sp_quantity_present = false where res_type = 'MedicationRequest'");
        assertThat(region.ids(names)).isEmpty();
        assertThat(region.ids(doses)).isEmpty();
        jdbc.update("update tsumugi.search_backfill set reached = 0, last = (select max(res_id) from hfj_resource)");
        NamesBackfill backfill = new NamesBackfill(
                jdbc, transactions, new NamedRecords(jdbc), new DoseReindex(jdbc, transactions, daos));
        assertThat(backfill.isDone()).isFalse();
        while (backfill.step()) {
            assertThat(backfill.isDone()).isFalse();
        }
        assertThat(backfill.isDone()).isTrue();
        assertThat(region.ids(names)).isEqualTo(named);
        assertThat(region.ids(doses)).isEqualTo(dosed);
    }
}
