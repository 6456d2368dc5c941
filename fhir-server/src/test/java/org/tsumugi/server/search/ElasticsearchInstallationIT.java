package org.tsumugi.server.search;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.json.JsonData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.OfPatients;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.Generation;
import org.tsumugi.search.Generation.Versioned;
import org.tsumugi.search.Generation.Written;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.Name;
import org.tsumugi.search.PatientCondition;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.RecordEntry;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;
import org.tsumugi.search.elastic.Connection;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.search.elastic.Layout;
import org.tsumugi.search.elastic.Limits;
import org.tsumugi.server.testing.TestSearch;

/** What becomes of the indices of a generation, in a cluster that makes an index wherever something is written. */
class ElasticsearchInstallationIT {

    private static final Name NAME = new Name("Condition", "心不全");
    private static final CountQuery PERSONS = new OfPatients(Unit.PERSON, PatientCondition.ANY, List.of());

    private final TestSearch search = TestSearch.shared();
    private final Connection connection = Connection.to(URI.create(search.url()), search.user(), search.password(), "");
    private final ElasticsearchClient client = connection.client();
    private final String prefix = "test-" + UUID.randomUUID();
    private final ElasticsearchInstallation installation = installation(client);

    private ElasticsearchInstallation installation(ElasticsearchClient through) {
        return new ElasticsearchInstallation(through, connection.questions(), prefix, Layout.SINGLE_NODE, Limits.USUAL);
    }

    @BeforeEach
    void begin() throws IOException {
        makeIndicesByThemselves(true);
    }

    @AfterEach
    void end() throws IOException {
        makeIndicesByThemselves(false);
        installation.generations().forEach(installation::delete);
        connection.close();
    }

    private void makeIndicesByThemselves(boolean may) throws IOException {
        Object ignored = client.cluster()
                .putSettings(settings -> settings.persistent("action.auto_create_index", JsonData.of(may)));
    }

    /** All indices of this test, whatever they are called. */
    private Set<String> indices() throws IOException {
        return client.indices().get(get -> get.index(prefix + "*")).result().keySet();
    }

    private String index(String kind, String generation) {
        return prefix + "-" + kind + "-" + generation;
    }

    private void delete(String index) {
        try {
            Object ignored = client.indices().delete(delete -> delete.index(index));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PersonDocument person(String key, String... records) {
        List<RecordEntry> entries = List.of(records).stream()
                .map(id -> new RecordEntry(id, NAME.type(), Set.of(NAME.key()), Map.of(), Map.of()))
                .toList();
        return new PersonDocument(key, List.of(new PatientEntry("1", "F1", null, null, Set.of(), entries)));
    }

    private static Written write(Generation generation, long version, PersonDocument... documents) {
        return generation.write(List.of(documents).stream()
                .map(document -> new Versioned(document, version))
                .toList());
    }

    private Generation written(String name) {
        installation.create(name);
        Generation generation = installation.generation(name);
        generation.addNames(Set.of(NAME));
        assertThat(write(generation, 1, person("a", "r1"))).isEqualTo(new Written(Map.of(), Map.of()));
        generation.refresh();
        return generation;
    }

    @Test
    void writeShouldNotMakeAnIndexThatIsGone() throws IOException {
        for (String kind : List.of("person", "record", "name")) {
            Generation generation = written(kind);
            delete(index(kind, kind));
            Set<String> left = indices();
            assertThatExceptionOfType(IndexUnavailableException.class).as(kind).isThrownBy(() -> {
                generation.addNames(Set.of(new Name("Condition", "癌")));
                write(generation, 2, person("a", "r2"), person("b", "r3"));
            });
            assertThat(indices()).isEqualTo(left).doesNotContain(index(kind, kind));
            assertThat(installation.exists(kind)).isFalse();
        }
    }

    /** Through it, something happens once, before the first request that is such a one. */
    private ElasticsearchClient client(Predicate<BulkRequest> which, Runnable before) {
        AtomicBoolean happened = new AtomicBoolean();
        Consumer<Object> once = request -> {
            if (request instanceof BulkRequest bulk && which.test(bulk) && happened.compareAndSet(false, true)) {
                before.run();
            }
        };
        return new ElasticsearchClient(new BeforeRequest(client._transport(), once));
    }

    @Test
    void writeShouldNotMakeAnIndexThatIsGoneWhenItOnlyDeletes() throws IOException {
        written("g");
        ElasticsearchClient late = client(
                bulk -> bulk.operations().stream().anyMatch(BulkOperation::isDelete),
                () -> delete(index("record", "g")));
        Generation generation = installation(late).generation("g");
        assertThatExceptionOfType(IndexUnavailableException.class).isThrownBy(() -> write(generation, 2, person("a")));
        assertThat(indices()).containsExactlyInAnyOrder(index("person", "g"), index("name", "g"));
    }

    @Test
    void writeShouldDeleteWhereItOnlyDeletes() {
        Generation generation = written("g");
        assertThat(write(generation, 2, person("a"))).isEqualTo(new Written(Map.of(), Map.of()));
        generation.refresh();
        assertThat(generation.differing(List.of(person("a")))).isEmpty();
    }

    @Test
    void writeShouldTellOfAVersionThatCameInBetween() {
        written("g");
        ElasticsearchClient late = client(
                bulk -> bulk.toString().contains("r3"),
                () -> assertThat(write(installation.generation("g"), 9, person("b", "r4")))
                        .isEqualTo(new Written(Map.of(), Map.of())));
        Generation generation = installation(late).generation("g");
        assertThat(write(generation, 2, person("a", "r2"), person("b", "r3")))
                .isEqualTo(new Written(Map.of("b", 9L), Map.of()));
        assertThat(write(generation, 3, person("a", "r2"), person("b", "r3")))
                .as("what is later from the beginning")
                .isEqualTo(new Written(Map.of("b", 9L), Map.of()));
    }

    @Test
    void createShouldMakeAnewWhatIsThereInPart() throws IOException {
        for (String kind : List.of("person", "record", "name")) {
            written(kind);
            delete(index(kind, kind));
            assertThat(installation.exists(kind)).isFalse();
            installation.create(kind);
            assertThat(installation.exists(kind)).isTrue();
            Generation generation = installation.generation(kind);
            assertThat(generation.missing(Set.of(NAME))).containsExactly(NAME);
            assertThat(write(generation, 2, person("a", "r2"))).isEqualTo(new Written(Map.of(), Map.of()));
            generation.refresh();
            assertThat(generation.differing(List.of(person("a", "r2"))))
                    .as(kind)
                    .isEmpty();
        }
    }

    @Test
    void createShouldLeaveWhatIsThere() {
        Generation generation = written("g");
        installation.create("g");
        assertThat(generation.missing(Set.of(NAME))).isEmpty();
        assertThat(generation.differing(List.of(person("a", "r1")))).isEmpty();
    }

    @Test
    void missingNamesShouldBeFoundHoweverManyAreAskedFor() {
        Generation generation = written("g");
        Set<Name> asked = IntStream.range(0, 20_001)
                .mapToObj(number -> new Name("Condition", "無い病名" + number))
                .collect(Collectors.toSet());
        Set<Name> withOneThatIsThere = new HashSet<>(asked);
        withOneThatIsThere.add(NAME);
        assertThat(generation.missing(withOneThatIsThere)).isEqualTo(asked);
    }

    /** About 580 bytes for each record. */
    private static PersonDocument giant(int records) {
        Set<Long> names = LongStream.range(0, 40)
                .map(number -> Long.MAX_VALUE - number)
                .boxed()
                .collect(toSet());
        List<RecordEntry> entries = IntStream.range(0, records)
                .mapToObj(number -> new RecordEntry("r" + number, NAME.type(), names, Map.of(), Map.of()))
                .toList();
        return new PersonDocument("giant", List.of(new PatientEntry("1", "F1", null, null, Set.of(), entries)));
    }

    @Test
    void writeShouldRefuseAPersonForWhomThereIsNoRoomAndTakeAllOthers() {
        Generation generation = written("g");
        for (int records : new int[] {60_000, 120_000}) {
            assertThat(write(generation, records, person("a", "r2"), giant(records), person("b", "r3")))
                    .isEqualTo(new Written(Map.of(), Map.of("giant", "too_large")));
        }
        generation.refresh();
        assertThat(generation.differing(List.of(person("a", "r2"), person("b", "r3"))))
                .isEmpty();
        assertThat(generation.keys("", 10)).doesNotContain("giant");
    }

    @Test
    void writeShouldTakeAPersonWithVeryManyRecords() {
        Generation generation = written("g");
        assertThat(write(generation, 2, giant(55_000))).isEqualTo(new Written(Map.of(), Map.of()));
        generation.refresh();
        assertThat(generation.differing(List.of(giant(55_000)))).isEmpty();
    }

    @Test
    void indexShouldBeUnavailableWhileItIsClosed() throws IOException {
        Generation generation = written("g");
        installation.putInForce("g");
        Object closed = client.indices().close(close -> close.index(index("person", "g")));
        assertThatExceptionOfType(IndexUnavailableException.class)
                .isThrownBy(() -> write(generation, 2, person("a", "r2")));
        assertThatExceptionOfType(IndexUnavailableException.class)
                .isThrownBy(() -> installation.index().count(PERSONS, Visibility.all(), Unindexed.nothing()));
        Object opened = client.indices().open(open -> open.index(index("person", "g")));
        assertThat(write(generation, 2, person("a", "r2"))).isEqualTo(new Written(Map.of(), Map.of()));
    }

    @Test
    void createShouldTakeThePlaceOfAnIndexThatWasMadeOtherwise() throws IOException {
        Object ignored = client.index(
                write -> write.index(index("record", "g")).id("x").document(Map.of("k", Map.of("of", "another kind"))));
        assertThat(installation.exists("g")).isFalse();
        written("g");
        assertThat(installation.exists("g")).isTrue();
    }

    @Test
    void generationsShouldBeThoseThatAreThereAndOneOfThemInForce() {
        written("g1");
        written("g2");
        installation.putInForce("g1");
        installation.putInForce("g2");
        assertThat(installation.generations()).containsExactly("g1", "g2");
        assertThat(installation.isInForce("g1")).isFalse();
        assertThat(installation.isInForce("g2")).isTrue();
        installation.delete("g1");
        assertThat(installation.generations()).containsExactly("g2");
        assertThat(installation.isInForce("g2")).isTrue();
    }

    @Test
    void clusterIdShouldBeThatOfTheCluster() {
        assertThat(installation.clusterId())
                .isEqualTo(installation(client).clusterId())
                .hasSizeGreaterThan(10);
    }
}
