package org.tsumugi.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsumugi.server.search.RegionByHttp.query;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import co.elastic.clients.elasticsearch.indices.Alias;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.search.CountQuery.OfPatients;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.PatientCondition;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;
import org.tsumugi.search.elastic.Connection;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.mpi.PersonMembers;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.GeneratedFiles;
import org.tsumugi.server.testing.ServerTest;

/** The steps by which the index follows the database, each by hand, with what can come between them. The server's own worker rests. */
@ServerTest
@DirtiesContext
@TestPropertySource(properties = {"tsumugi.demo-clients=true", "tsumugi.search.prefix=indexer"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexerIT {

    private static final String FACILITY = "1319900904";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private SearchParts parts;

    @Autowired
    private ElasticsearchInstallation installation;

    @Autowired
    private Connection connection;

    @Autowired
    private SideConnections side;

    @Autowired
    private PlatformTransactionManager manager;

    @Autowired
    private PartitionSettings partitions;

    @Autowired
    private DaoRegistry daos;

    private TransactionTemplate transactions;
    private SearchOutbox outbox;
    private DocumentKeys keys;
    private Documents documents;
    private Generations generations;
    private RegionByHttp region;
    private List<UUID> patients;

    @BeforeAll
    void load() throws IOException {
        transactions = new TransactionTemplate(manager);
        PersonMembers members = new PersonMembers(jdbc);
        outbox = new SearchOutbox(jdbc);
        keys = new DocumentKeys(jdbc, members);
        documents = new Documents(jdbc, keys, partitions);
        generations = new Generations(jdbc, Clock.systemUTC());
        region = new RegionByHttp(port);
        FacilityClient client = new FacilityClient(port, FACILITY);
        assertThat(client.post(FacilityClient.tar(GeneratedFiles.of(12, 7))).status())
                .isEqualTo(200);
        await(() -> count("select count(*) from tsumugi.storage_file where state = 'PENDING'") == 0
                && count("select count(*) from tsumugi.person_outbox") == 0
                && count("select count(*) from tsumugi.search_outbox") == 0
                && parts.state().isUsable());
        parts.worker().stop();
        patients = keys.patientsAfter(new UUID(0, 0), 1_000);
        assertThat(patients).hasSizeGreaterThan(6);
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    private long count(String sql, Object... arguments) {
        Long count = jdbc.queryForObject(sql, Long.class, arguments);
        return count == null ? -1 : count;
    }

    /** A database that takes nothing of what the index has already written. */
    private static class FailsAtTheEnd extends TransactionTemplate {
        private static final long serialVersionUID = 1L;

        FailsAtTheEnd(PlatformTransactionManager manager) {
            super(manager);
        }

        @Override
        public <T> T execute(TransactionCallback<T> action) throws TransactionException {
            return super.execute(status -> {
                T ignored = action.doInTransaction(status);
                throw new IllegalStateException("the connection broke after " + ignored);
            });
        }
    }

    private DocumentWriter writer() {
        return new DocumentWriter(jdbc, documents, new WrittenDocuments(jdbc, side));
    }

    private Indexer indexer(TransactionTemplate used) {
        return new Indexer(new WriteLock(jdbc, used), installation, generations, outbox, keys, writer());
    }

    private void takeUpAll(Indexer indexer) {
        while (indexer.takeUp()) {
            assertThat(patients).isNotEmpty();
        }
    }

    private void move(UUID patient, long person) {
        assertThat(jdbc.update("update tsumugi.person_record set person = ? where patient = ?", person, patient))
                .isEqualTo(1);
    }

    private long personOf(UUID patient) {
        return count("select person from tsumugi.person_record where patient = ?", patient);
    }

    private JsonNode verify(boolean repair) {
        JobProgress progress = new JobProgress() {
            @Override
            public Optional<JsonNode> earlier() {
                return Optional.empty();
            }

            @Override
            public void report(JsonNode said) {
                assertThat(said.path("total").asInt()).isEqualTo(patients.size());
            }
        };
        return new SearchVerification(parts.operations())
                .run(progress, JsonNodeFactory.instance.objectNode().put(SearchVerification.REPAIR, repair));
    }

    private void assertIsRight() {
        JsonNode found = verify(false);
        assertThat(found.path("clean").asBoolean()).as(found.toString()).isTrue();
        assertThat(installation
                        .index()
                        .count(
                                new OfPatients(Unit.RESOURCE, PatientCondition.ANY, List.of()),
                                Visibility.all(),
                                Unindexed.nothing())
                        .orElseThrow()
                        .total())
                .isEqualTo(patients.size());
    }

    @AfterEach
    void agree() {
        takeUpAll(indexer(transactions));
        assertIsRight();
    }

    @Test
    void patientShouldBeInOnePersonWhenAFailureComesBetweenTwoMoves() {
        UUID moving = patients.get(0);
        long home = personOf(moving);
        long other = personOf(patients.get(1));
        long another = personOf(patients.get(2));
        move(moving, other);
        assertThatThrownBy(() -> indexer(new FailsAtTheEnd(manager)).takeUp()).hasMessageContaining("broke");
        move(moving, another);
        takeUpAll(indexer(transactions));
        assertIsRight();
        move(moving, home);
    }

    @Test
    void whatAFailureLeftInDoubtShouldBeWrittenAgain() {
        Indexer survivor = indexer(new FailsAtTheEnd(manager) {
            private static final long serialVersionUID = 1L;
            private boolean failed;

            @Override
            public <T> T execute(TransactionCallback<T> action) throws TransactionException {
                if (failed) {
                    return transactions.execute(action);
                }
                failed = true;
                return super.execute(action);
            }
        });
        outbox.add(patients.subList(0, 2));
        assertThatThrownBy(survivor::takeUp).hasMessageContaining("broke");
        // another process has done what waited
        takeUpAll(indexer(transactions));
        long before = outbox.writings();
        takeUpAll(survivor);
        assertThat(outbox.writings())
                .as("each by itself, after a failure with both")
                .isEqualTo(before + 2);
        takeUpAll(survivor);
        assertThat(outbox.writings()).as("and not again").isEqualTo(before + 2);
    }

    @Test
    void whatIsInDoubtShouldWaitWhenSomeoneElseIsPutOff() {
        Indexer survivor = indexer(new FailsAtTheEnd(manager) {
            private static final long serialVersionUID = 1L;
            private boolean failed;

            @Override
            public <T> T execute(TransactionCallback<T> action) throws TransactionException {
                if (failed) {
                    return transactions.execute(action);
                }
                failed = true;
                return super.execute(action);
            }
        });
        List<UUID> both = patients.subList(0, 2);
        outbox.add(both);
        assertThatThrownBy(survivor::takeUp).hasMessageContaining("broke");
        takeUpAll(indexer(transactions));
        UUID bad = patients.get(5);
        refuse(bad);
        try {
            outbox.add(List.of(bad));
            assertThat(survivor.takeUp()).isTrue();
            assertThat(count("select max(attempts) from tsumugi.search_outbox where patient_id = ?", bad))
                    .isPositive();
            assertThat(outbox.waiting(both)).containsExactlyInAnyOrderElementsOf(both);
        } finally {
            refuseNobody();
        }
    }

    @Test
    void sideConnectionsShouldBeGivenBackAtOnce() {
        UUID patient = patients.get(6);
        jdbc.update("delete from tsumugi.search_document where patient_id = ?", patient);
        SearchOutbox beside = new SearchOutbox(side.jdbc());
        ChangedPersons changed = new ChangedPersons(side.atOneMoment(), beside, keys, documents);
        DataSource pool = ((JdbcTemplate) side.jdbc()).getDataSource();
        assertThat(pool).isNotNull();
        transactions.executeWithoutResult(status -> {
            assertThat(changed.writings()).isPositive();
            assertThat(TransactionSynchronizationManager.hasResource(pool)).isFalse();
            new WrittenDocuments(jdbc, side)
                    .begin(documents.of(keys.concerning(List.of(patient))).values());
            assertThat(TransactionSynchronizationManager.hasResource(pool)).isFalse();
            status.setRollbackOnly();
        });
        assertThat(count("select count(*) from tsumugi.search_document where patient_id = ?", patient))
                .as("noted, whatever becomes of the transaction")
                .isEqualTo(1);
    }

    @Test
    void indexInForceShouldBeRightWhileAnotherIsMade() {
        UUID moving = patients.get(3);
        long home = personOf(moving);
        long other = personOf(patients.get(4));
        assertThat(parts.operations().remake()).isTrue();
        Indexer indexer = indexer(transactions);
        move(moving, other);
        assertThat(indexer.make()).isTrue();
        takeUpAll(indexer);
        assertIsRight();
        move(moving, home);
        takeUpAll(indexer);
        generations.making().ifPresent(made -> {
            assertThat(indexer.hasMore(made)).isFalse();
            installation.putInForce(made.name());
            generations.all().stream()
                    .filter(one -> !one.name().equals(made.name()))
                    .forEach(one -> installation.delete(one.name()));
            transactions.executeWithoutResult(status -> generations.complete(made));
        });
        assertThat(generations.making()).isEmpty();
    }

    @Test
    void patientWhoCannotBeWrittenShouldHoldUpNobody() {
        UUID bad = patients.get(5);
        refuse(bad);
        try {
            outbox.add(patients);
            Indexer indexer = indexer(transactions);
            await(() -> {
                tryToTakeUp(indexer);
                return count("select count(*) from tsumugi.search_outbox where patient_id <> ?", bad) == 0;
            });
            assertThat(count("select max(attempts) from tsumugi.search_outbox where patient_id = ?", bad))
                    .isPositive();
            assertThat(region.count("Patient?")).isEqualTo(patients.size());
            assertThat(parts.operations().remake()).isTrue();
            await(() -> {
                tryToMake(indexer);
                return !indexer.hasMore(generations.making().orElseThrow());
            });
        } finally {
            refuseNobody();
            generations.making().ifPresent(made -> {
                installation.delete(made.name());
                generations.forget(made);
            });
        }
    }

    /** Has everything fail that writes a document of this patient. */
    private void refuse(UUID patient) {
        jdbc.update("delete from tsumugi.search_document where patient_id = ?", patient);
        jdbc.execute("""
                create function pg_temp_refuse() returns trigger language plpgsql as $$
                begin raise exception 'not this one'; end $$
                """);
        jdbc.execute(
                "create trigger refuse before insert on tsumugi.search_document for each row when (new.patient_id = '"
                        + patient + "') execute function pg_temp_refuse()");
    }

    private void refuseNobody() {
        jdbc.execute("drop trigger refuse on tsumugi.search_document");
        jdbc.execute("drop function pg_temp_refuse()");
        jdbc.update("update tsumugi.search_outbox set due_at = now()");
    }

    private void tryToTakeUp(Indexer indexer) {
        try {
            takeUpAll(indexer);
        } catch (DataAccessException e) {
            assertThat(e).hasMessageContaining("not this one");
        }
    }

    private void tryToMake(Indexer indexer) {
        try {
            while (indexer.make()) {
                assertThat(generations.making()).isPresent();
            }
        } catch (DataAccessException e) {
            assertThat(e).hasMessageContaining("not this one");
        }
    }

    @Test
    void documentThatTheIndexRefusesShouldWaitAndCountFromTheDatabase() {
        String search = query("Observation", "value-quantity", "ge0");
        long found = region.count(search);
        List<Long> broken = jdbc.queryForList("""
                select sp_id from hfj_spidx_quantity
                where sp_name = 'value-quantity' and res_type = 'Observation' and sp_value is not null order by sp_id limit 1
                """, Long.class);
        assertThat(broken).hasSize(1);
        UUID patient = patientOf(broken.get(0));
        Double value = jdbc.queryForObject(
                "select sp_value from hfj_spidx_quantity where sp_id = ?", Double.class, broken.get(0));
        jdbc.update("update hfj_spidx_quantity set sp_value = 'NaN' where sp_id = ?", broken.get(0));
        outbox.add(List.of(patient));
        Indexer indexer = indexer(transactions);
        takeUpAll(indexer);
        assertThat(count("select count(*) from tsumugi.search_outbox where patient_id = ?", patient))
                .isEqualTo(1);
        assertThat(verify(true).path("refused").asInt())
                .as("what waits is not other")
                .isZero();
        assertThat(region.count(search)).isBetween(found - 1, found);
        jdbc.update("update hfj_spidx_quantity set sp_value = ? where sp_id = ?", value, broken.get(0));
        jdbc.update("update tsumugi.search_outbox set due_at = now()");
        takeUpAll(indexer);
        assertThat(region.count(search)).isEqualTo(found);
    }

    @Test
    void documentThatIsRefusedInALaterVersionShouldWaitToo() {
        Long broken = jdbc.queryForObject("""
                select min(sp_id) from hfj_spidx_quantity
                where sp_name = 'value-quantity' and res_type = 'Observation' and sp_value is not null
                """, Long.class);
        assertThat(broken).isNotNull();
        UUID patient = patientOf(broken);
        Double value =
                jdbc.queryForObject("select sp_value from hfj_spidx_quantity where sp_id = ?", Double.class, broken);
        jdbc.update("update hfj_spidx_quantity set sp_value = 'NaN' where sp_id = ?", broken);
        // as in a database that was brought back from a copy
        jdbc.queryForObject("select setval('tsumugi.search_version', 1)", Long.class);
        outbox.add(List.of(patient));
        takeUpAll(indexer(transactions));
        assertThat(count("select count(*) from tsumugi.search_outbox where patient_id = ?", patient))
                .isEqualTo(1);
        jdbc.update("update hfj_spidx_quantity set sp_value = ? where sp_id = ?", value, broken);
        jdbc.update("update tsumugi.search_outbox set due_at = now()");
    }

    private UUID patientOf(long quantity) {
        return Objects.requireNonNull(jdbc.queryForObject("""
                select p.patient_id from hfj_spidx_quantity q
                join hfj_resource h on h.partition_id = q.partition_id and h.res_id = q.res_id
                join tsumugi.produced_resource p on p.resource_type = h.res_type and cast(p.resource_id as text) = h.fhir_id
                where q.sp_id = ?
                """, UUID.class, quantity));
    }

    @Test
    void patientWhoLeftADocumentThatTheIndexRefusesShouldWaitToo() {
        Long broken = jdbc.queryForObject("""
                select max(sp_id) from hfj_spidx_quantity
                where sp_name = 'value-quantity' and res_type = 'Observation' and sp_value is not null
                """, Long.class);
        assertThat(broken).isNotNull();
        UUID staying = patientOf(broken);
        UUID moving = patients.stream()
                .filter(patient -> !patient.equals(staying))
                .findFirst()
                .orElseThrow();
        long home = personOf(moving);
        long left = personOf(staying);
        move(moving, left);
        Indexer indexer = indexer(transactions);
        takeUpAll(indexer);
        Double value =
                jdbc.queryForObject("select sp_value from hfj_spidx_quantity where sp_id = ?", Double.class, broken);
        jdbc.update("update hfj_spidx_quantity set sp_value = 'NaN' where sp_id = ?", broken);
        move(moving, home);
        takeUpAll(indexer);
        assertThat(count("select count(*) from tsumugi.search_outbox where patient_id = ?", moving))
                .as("the document that it left could not be written")
                .isPositive();
        assertThat(region.count("Patient?")).isEqualTo(patients.size());
        jdbc.update("update hfj_spidx_quantity set sp_value = ? where sp_id = ?", value, broken);
        jdbc.update("update tsumugi.search_outbox set due_at = now()");
    }

    @Test
    void recordsOfAPersonAtAllFacilitiesShouldCountAsTheirs() {
        UUID one = patients.get(0);
        UUID other = patients.get(1);
        long home = personOf(one);
        int both = Math.toIntExact(
                count("select count(*) from tsumugi.produced_resource where patient_id in (?, ?)", one, other));
        move(one, personOf(other));
        for (UUID either : List.of(one, other)) {
            assertThat(keys.areWithin(List.of(either), both)).isTrue();
            assertThat(keys.areWithin(List.of(either), both - 1)).isFalse();
        }
        assertThat(keys.areWithin(List.of(one, other), both)).as("one document").isTrue();
        UUID third = patients.get(2);
        assertThat(keys.within(List.of(one, third), both)).containsExactly(one);
        assertThat(keys.within(List.of(one, other), both)).containsExactly(one, other);
        assertThat(keys.within(List.of(one), 1)).containsExactly(one);
        move(one, home);
    }

    /** In the place of a part of it there is one that Elasticsearch finds no node for. */
    private void damage(String generation) throws IOException {
        String index = "indexer-" + SearchParts.installationName(jdbc) + "-record-" + generation;
        var indices = connection.client().indices();
        Set<String> aliases = indices.getAlias(get -> get.index(index)).result().values().stream()
                .flatMap(found -> found.aliases().keySet().stream())
                .collect(Collectors.toSet());
        Object deleted = indices.delete(delete -> delete.index(index));
        Object created = indices.create(create -> create.index(index)
                .aliases(aliases.stream().collect(Collectors.toMap(alias -> alias, alias -> Alias.of(plain -> plain))))
                .withJson(new StringReader(
                        "{\"settings\": {\"index.routing.allocation.require._name\": \"no such node\"}}"))
                .waitForActiveShards(none -> none.count(0)));
        await(() -> !installation.isWhole(generation));
    }

    @Test
    void indexThatIsDamagedShouldBeGivenUpWhileAnotherIsMade() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
        InstantSource watch = () -> Objects.requireNonNull(now.get());
        NamesBackfill backfill = new NamesBackfill(
                jdbc, transactions, new NamedRecords(jdbc), new DoseReindex(jdbc, transactions, daos));
        IndexCare care = new IndexCare(
                installation,
                generations,
                indexer(transactions),
                backfill,
                parts.state(),
                new ClusterClaim(jdbc),
                new WriteLock(jdbc, transactions),
                watch.withZone(ZoneOffset.UTC));
        await(() -> !care.step());
        String damaged = generations.inForce().orElseThrow().name();
        assertThat(parts.operations().remake()).isTrue();
        damage(damaged);
        care.isAway();
        assertThatThrownBy(care::step).isInstanceOf(IndexUnavailableException.class);
        now.set(watch.instant().plus(Duration.ofMinutes(2)));
        care.isAway();
        assertThatThrownBy(care::step).as("it may still be opened").isInstanceOf(IndexUnavailableException.class);
        assertThat(generations.inForce()).isPresent();
        now.set(watch.instant().plus(Duration.ofMinutes(2)));
        care.isAway();
        await(() -> !care.step());
        assertThat(generations.all())
                .singleElement()
                .satisfies(made -> assertThat(made.name()).isNotEqualTo(damaged));
        assertThat(parts.state().isUsable()).isTrue();
    }

    @Test
    void indexShouldNotBeMadeBeforeAllNamesAreTakenUp() {
        Set<String> named = region.ids(query("Condition", "code-name:contains", "症"));
        assertThat(named).isNotEmpty();
        long numbers = count("select max(res_id) from hfj_resource");
        generations.all().forEach(one -> {
            installation.delete(one.name());
            generations.forget(one);
        });
        jdbc.update("delete from tsumugi.named_record");
        jdbc.update("update tsumugi.search_backfill set reached = 0, last = ?", numbers);
        NamesBackfill backfill = new NamesBackfill(
                jdbc,
                transactions,
                new NamedRecords(jdbc),
                new DoseReindex(jdbc, transactions, daos),
                Math.toIntExact(numbers / 5 + 1));
        WriteLock lock = new WriteLock(jdbc, transactions);
        IndexCare care = new IndexCare(
                installation,
                generations,
                indexer(transactions),
                backfill,
                parts.state(),
                new ClusterClaim(jdbc),
                lock,
                Clock.systemUTC());
        await(() -> !care.step());
        assertThat(parts.state().isUsable()).isTrue();
        assertIsRight();
        assertThat(region.ids(query("Condition", "code-name:contains", "症"))).isEqualTo(named);
        assertThat(region.count(query("Condition", "code-name:contains", "症"))).isEqualTo(named.size());
    }

    @Test
    void namesThatAreOtherShouldBeFoundAndMended() {
        jdbc.update("delete from tsumugi.named_record where ctid in (select ctid from tsumugi.named_record limit 2)");
        jdbc.update("insert into tsumugi.named_record (name_key, partition_id, res_id)"
                + " select 1, partition_id, res_id from tsumugi.named_record limit 1");
        assertThat(verify(false).path("otherNames").asInt()).isEqualTo(3);
        assertThat(verify(true).path("otherNames").asInt())
                .as("looking changed nothing")
                .isEqualTo(3);
        assertThat(verify(false).path("clean").asBoolean()).isTrue();
    }

    @Test
    void namesOfAMedicationThatAUnitChangesMeanwhileShouldStay() {
        Map<String, Object> link = jdbc.queryForMap("""
                select l.src_resource_id as drug, l.target_resource_id as medication, v.res_text_vc as text
                from hfj_res_link l
                join hfj_resource m on m.res_id = l.target_resource_id and m.res_type = 'Medication'
                join hfj_res_ver v on v.res_id = m.res_id and v.res_ver = m.res_ver
                where l.source_resource_type = 'MedicationRequest' limit 1
                """);
        long drug = ((Number) Objects.requireNonNull(link.get("drug"))).longValue();
        Object medication = link.get("medication");
        String writeText = "update hfj_res_ver set res_text_vc = ? where res_id = ?";
        List<Map<String, Object>> names =
                jdbc.queryForList("select * from tsumugi.named_record where res_id = ?", drug);
        CompletableFuture<Integer> backfill = new CompletableFuture<>();
        transactions.executeWithoutResult(unit -> {
            // as when a unit takes all names from it
            jdbc.update("update hfj_resource set res_updated = res_updated where res_id = ?", medication);
            jdbc.update(writeText, "{\"resourceType\":\"Medication\"}", medication);
            jdbc.update("delete from tsumugi.named_record where res_id = ?", drug);
            backfill.completeAsync(() -> {
                Integer changed = transactions.execute(status -> new NamedRecords(jdbc).takeBetween(drug - 1, drug));
                return changed == null ? -1 : changed;
            });
            await(() -> count("""
                    select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid
                    where not l.granted and a.query like '%for share of h%'
                    """) > 0);
        });
        assertThat(backfill.join()).isZero();
        jdbc.update(writeText, link.get("text"), medication);
        assertThat(verify(true).path("otherNames").asInt())
                .isEqualTo(names.size())
                .isPositive();
    }

    @Test
    void namesThatAUnitWritesMeanwhileShouldStay() {
        Long id = jdbc.queryForObject("""
                select h.res_id from hfj_resource h join tsumugi.named_record n on n.res_id = h.res_id
                where h.res_type = 'Condition' order by h.res_id limit 1
                """, Long.class);
        assertThat(id).isNotNull();
        CompletableFuture<Integer> backfill = new CompletableFuture<>();
        transactions.executeWithoutResult(unit -> {
            // as HAPI does when a unit stores a new version; its names are those of the old one, and one more
            jdbc.update("update hfj_resource set res_ver = res_ver + 1 where res_id = ?", id);
            jdbc.update("""
                    insert into tsumugi.named_record (name_key, partition_id, res_id)
                    select 2, partition_id, res_id from hfj_resource where res_id = ?
                    """, id);
            backfill.completeAsync(() -> {
                Integer changed = transactions.execute(status -> new NamedRecords(jdbc).takeBetween(id - 1, id));
                return changed == null ? -1 : changed;
            });
            await(() -> count("""
                    select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid
                    where not l.granted and a.query like '%for share of h%'
                    """) > 0);
        });
        assertThat(backfill.join()).isZero();
        assertThat(count("select count(*) from tsumugi.named_record where res_id = ? and name_key = 2", id))
                .isEqualTo(1);
        jdbc.update("update hfj_resource set res_ver = res_ver - 1 where res_id = ?", id);
        jdbc.update("delete from tsumugi.named_record where res_id = ? and name_key = 2", id);
    }
}
