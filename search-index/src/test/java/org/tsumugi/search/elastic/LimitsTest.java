package org.tsumugi.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.OfPatients;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.IndexOverloadedException;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.Name;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.NameTest.Mode;
import org.tsumugi.search.PatientCondition;
import org.tsumugi.search.SearchIndex;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;

class LimitsTest {

    private static final Limits SHORT = new Limits(Duration.ofMillis(300), 10, 10);
    private static final CountQuery PERSONS = new OfPatients(Unit.PERSON, PatientCondition.ANY, List.of());

    /** Of Elasticsearch, but for what is said of time and shards. */
    private static final String ANSWER = """
            {"took":1,"timed_out":%s,"_shards":{"total":3,"successful":%d,"skipped":0,"failed":%d},
             "hits":{"total":{"value":7,"relation":"eq"},"hits":[]}}
            """;

    private static Connection to(URI url) {
        return Connection.to(url, "", "", "");
    }

    private static ElasticsearchInstallation installation(Connection connection, Limits limits) {
        return new ElasticsearchInstallation(
                connection.client(), connection.questions(), "test", Layout.SINGLE_NODE, limits);
    }

    private static long persons(SearchIndex index) {
        return index.count(PERSONS, Visibility.all(), Unindexed.nothing())
                .orElseThrow()
                .total();
    }

    private static long persons(String answer) throws IOException {
        try (AnsweringServer server = AnsweringServer.plain(answer);
                Connection connection = to(server.url())) {
            return persons(installation(connection, Limits.USUAL).index());
        }
    }

    @Test
    void countShouldBeOfAllOrNotBeTold() throws IOException {
        assertThat(persons(ANSWER.formatted(false, 3, 0))).isEqualTo(7);
        for (String partial : List.of(ANSWER.formatted(true, 3, 0), ANSWER.formatted(false, 2, 1))) {
            assertThatExceptionOfType(IndexUnavailableException.class).isThrownBy(() -> persons(partial));
        }
    }

    /** As Elasticsearch says it. */
    private static final String FAILURE = """
            {"error":{"root_cause":[],"type":"%s","reason":"r"},"status":%d}
            """;

    @Test
    void whatIsTooMuchShouldBeToldFromAnIndexThatIsAway() throws IOException {
        for (int status : List.of(413, 429, 504)) {
            assertThatExceptionOfType(IndexOverloadedException.class)
                    .as("status " + status)
                    .isThrownBy(() -> failure(status));
        }
        for (int status : List.of(401, 403, 404, 500, 502, 503)) {
            assertThatExceptionOfType(IndexUnavailableException.class)
                    .as("status " + status)
                    .isThrownBy(() -> failure(status))
                    .isNotInstanceOf(IndexOverloadedException.class);
        }
    }

    private static void failure(int status) throws IOException {
        try (AnsweringServer server = AnsweringServer.plain(status, FAILURE.formatted("any_exception", status));
                Connection connection = to(server.url())) {
            long ignored = persons(installation(connection, Limits.USUAL).index());
        }
    }

    @Test
    void searchesShouldTellElasticsearchTheirLimits() throws IOException {
        try (AnsweringServer server = AnsweringServer.plain(ANSWER.formatted(false, 3, 0));
                Connection connection = to(server.url())) {
            Limits tenMinutes = new Limits(Duration.ofMinutes(10), 10, 10);
            long ignored = persons(installation(connection, tenMinutes).index());
            assertThat(server.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.path()).contains("allow_partial_search_results=false");
                assertThat(asked.body()).containsPattern("\"timeout\":\"5[34]\\d{4}ms\"");
            });
        }
    }

    /** Takes every connection and never says anything. */
    private record Silence(ServerSocket socket, List<Socket> taken) implements AutoCloseable {

        static Silence begin() throws IOException {
            return new Silence(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), new ArrayList<>());
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        void take(int connections) throws IOException {
            while (taken.size() < connections) {
                taken.add(socket.accept());
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket each : taken) {
                each.close();
            }
            socket.close();
        }
    }

    @Test
    @Timeout(60)
    void questionsShouldNotWaitForAnAnswerThatDoesNotCome() throws IOException {
        List<Consumer<ElasticsearchInstallation>> questions = List.of(
                installation -> installation.exists("g"),
                installation -> installation.isInForce("g"),
                installation -> installation.isWhole("g"),
                ElasticsearchInstallation::generations,
                ElasticsearchInstallation::clusterId,
                installation -> installation.bytes("g"),
                installation -> persons(installation.index()),
                installation -> installation
                        .index()
                        .keys("Condition", Set.of(new NameTest(Mode.START, "a")), Unindexed.nothing()));
        try (Silence silence = Silence.begin();
                Connection connection = to(silence.url())) {
            ElasticsearchInstallation installation = installation(connection, SHORT);
            questions.forEach(question -> assertThatExceptionOfType(IndexUnavailableException.class)
                    .isThrownBy(() -> question.accept(installation)));
        }
    }

    @Test
    void aQuestionShouldHaveOneLimitForAllOfIt() throws IOException {
        try (AnsweringServer server = AnsweringServer.plain(ANSWER.formatted(false, 3, 0));
                Connection connection = to(server.url())) {
            Limits none = new Limits(Duration.ZERO, 10, 10);
            assertThatExceptionOfType(IndexUnavailableException.class)
                    .isThrownBy(() -> persons(installation(connection, none).index()));
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void whatIsLongerThanAnyNameShouldNotBeAskedFor() {
        try (Connection nowhere = to(URI.create("http://127.0.0.1:1"))) {
            SearchIndex index = installation(nowhere, Limits.USUAL).index();
            NameTest longest = new NameTest(Mode.CONTAINS, "a".repeat(Name.MAX_LENGTH));
            NameTest longer = new NameTest(Mode.CONTAINS, "a".repeat(Name.MAX_LENGTH + 1));
            assertThat(index.keys("Condition", Set.of(longer), Unindexed.nothing()))
                    .contains(Set.of());
            assertThatExceptionOfType(IndexUnavailableException.class)
                    .isThrownBy(() -> index.keys("Condition", Set.of(longest, longer), Unindexed.nothing()));
        }
    }

    @Test
    @Timeout(60)
    void questionsShouldNotWaitForWhatIsWritten() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(Connection.MOST_CONNECTIONS);
        try (Silence silence = Silence.begin();
                Connection connection = to(silence.url())) {
            ElasticsearchInstallation installation = installation(connection, SHORT);
            List<CompletableFuture<Void>> writing = many(
                    Connection.MOST_CONNECTIONS,
                    writers,
                    () -> installation.generation("g").refresh());
            silence.take(Connection.MOST_CONNECTIONS);
            assertThatExceptionOfType(IndexUnavailableException.class).isThrownBy(() -> installation.exists("g"));
            assertThat(writing).as("what takes its time").noneMatch(CompletableFuture::isDone);
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void questionsShouldBeUnavailableWhenThereAreTooManyAtOnce() throws Exception {
        int questions = Connection.MOST_CONNECTIONS * 2;
        ExecutorService readers = Executors.newFixedThreadPool(questions);
        try (Silence silence = Silence.begin();
                Connection connection = to(silence.url())) {
            ElasticsearchInstallation installation = installation(connection, SHORT);
            for (CompletableFuture<Void> asking : many(questions, readers, () -> installation.exists("g"))) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(asking::get)
                        .withCauseInstanceOf(IndexUnavailableException.class);
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private static List<CompletableFuture<Void>> many(int count, ExecutorService threads, Runnable task) {
        return IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.runAsync(task, threads))
                .toList();
    }
}
