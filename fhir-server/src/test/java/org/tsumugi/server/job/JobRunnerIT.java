package org.tsumugi.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.testing.TestDatabase;

/** Work that is asked for is done once, whoever dies or is stopped on the way. */
class JobRunnerIT {

    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();
    private static final Duration LEASE = Duration.ofSeconds(3);

    private final TestDatabase database = TestDatabase.createMigrated();
    private final HikariDataSource pool = database.pool();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final Jobs jobs = new Jobs(jdbc, Clock.systemUTC());

    @BeforeEach
    void wait90Seconds() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(90));
    }

    @AfterEach
    void close() {
        Awaitility.reset();
        pool.close();
    }

    /** A job of the kind "test" that does this. */
    private record Work(Body body) implements Job {

        interface Body {
            JsonNode run(JobProgress progress, JsonNode arguments) throws Exception;
        }

        @Override
        public String kind() {
            return "test";
        }

        @Override
        public JsonNode run(JobProgress progress, JsonNode arguments) throws Exception {
            return body.run(progress, arguments);
        }
    }

    private JobRunner started(Work.Body body) {
        JobRunner runner = new JobRunner(jdbc, Clock.systemUTC(), LEASE, List.of(new Work(body)));
        runner.start();
        return runner;
    }

    private JobView submit() {
        return jobs.submit("test", NOTHING, "somebody");
    }

    private JobView ended(UUID id) {
        return await(id, "end", job -> job.state().isEnd());
    }

    private JobView await(UUID id, String what, java.util.function.Predicate<JobView> condition) {
        return Awaitility.await(what).until(() -> jobs.find(id).orElseThrow(), condition::test);
    }

    private static JsonNode number(int n) {
        return JsonNodeFactory.instance.objectNode().put("done", n);
    }

    @Test
    void jobShouldBeDoneWithItsResult() {
        JobView asked = jobs.submit("test", number(7), "somebody");
        JobRunner runner = started((progress, arguments) -> {
            progress.report(number(1));
            return arguments;
        });

        JobView done = ended(asked.id());

        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.result()).isEqualTo(number(7));
        assertThat(done.progress()).isEqualTo(number(1));
        assertThat(done.attempt()).isEqualTo(1);
        assertThat(done.endedAt()).isNotNull();
        runner.stop();
    }

    @Test
    void jobShouldFailWithAClassNameOnly() {
        JobRunner runner = started((progress, arguments) -> {
            throw new IllegalStateException("0012345678");
        });

        JobView failed = ended(submit().id());

        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.error()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.toString()).doesNotContain("0012345678");
        runner.stop();
    }

    @Test
    void jobShouldBeTriedAgainLaterWhenTheDatabaseWasAway() {
        JobRunner runner = started((progress, arguments) -> {
            throw new DataAccessResourceFailureException("away");
        });

        JobView postponed =
                await(submit().id(), "postponed", job -> job.attempt() == 1 && job.state() == JobState.WAITING);

        assertThat(postponed.dueAt()).isAfter(postponed.createdAt().plusSeconds(5));
        runner.stop();
    }

    @Test
    void jobShouldWaitUntilItIsDue() throws Exception {
        UUID later = UUID.randomUUID();
        assertThat(jobs.submitOnce(later, "test", NOTHING, Instant.now().plusSeconds(3600)))
                .isTrue();
        assertThat(jobs.submitOnce(later, "test", NOTHING, Instant.now())).isFalse();
        JobRunner runner = started((progress, arguments) -> NOTHING);

        ended(submit().id());

        assertThat(jobs.find(later).orElseThrow().state()).isEqualTo(JobState.WAITING);
        runner.stop();
    }

    @Test
    void jobShouldEndWhenCancelled() {
        JobRunner runner = started((progress, arguments) -> {
            for (int i = 0; ; i++) {
                progress.report(number(i));
            }
        });
        JobView running = submit();
        JobView behind = submit();
        await(running.id(), "running", job -> job.state() == JobState.RUNNING);

        jobs.cancel(behind.id());
        jobs.cancel(running.id());
        runner.wake();

        assertThat(ended(running.id()).state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.find(behind.id()).orElseThrow())
                .returns(JobState.CANCELLED, JobView::state)
                .returns(0, JobView::attempt);
        runner.stop();
    }

    @Test
    void jobShouldGoOnAtTheNextStartWhenTheServerIsStopped() {
        CountDownLatch begun = new CountDownLatch(1);
        JobRunner first = started((progress, arguments) -> {
            for (int i = 0; ; i++) {
                progress.report(number(i));
                begun.countDown();
            }
        });
        JobView asked = submit();
        Awaitility.await().until(() -> begun.getCount() == 0);
        first.stop();
        JobView stopped = jobs.find(asked.id()).orElseThrow();
        assertThat(stopped.state()).isEqualTo(JobState.WAITING);
        assertThat(stopped.progress()).isNotNull();

        JobRunner second = started((progress, arguments) -> progress.earlier().orElseThrow());

        assertThat(ended(asked.id()))
                .returns(JobState.DONE, JobView::state)
                .returns(stopped.progress(), JobView::result)
                .returns(1, JobView::attempt);
        second.stop();
    }

    @Test
    void jobThatListensToNobodyShouldBeInterruptedWhenTheServerIsStopped() {
        CountDownLatch begun = new CountDownLatch(1);
        JobRunner runner = started((progress, arguments) -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return NOTHING;
        });
        JobView asked = submit();
        Awaitility.await().until(() -> begun.getCount() == 0);

        runner.stop();

        assertThat(jobs.find(asked.id()).orElseThrow().state()).isEqualTo(JobState.WAITING);
    }

    @Test
    void jobsOfOneKindShouldBeDoneOnceEachByTwoProcesses() {
        AtomicInteger runs = new AtomicInteger();
        JobRunner one = started((progress, arguments) -> number(runs.incrementAndGet()));
        JobRunner two = started((progress, arguments) -> number(runs.incrementAndGet()));
        List<JobView> asked =
                java.util.stream.Stream.generate(this::submit).limit(40).toList();

        assertThat(asked).allSatisfy(job -> assertThat(ended(job.id()).state()).isEqualTo(JobState.DONE));

        assertThat(runs).hasValue(asked.size());
        one.stop();
        two.stop();
    }

    @Test
    void jobShouldBeGivenUpWhenItEndedItsProcessTooOften() {
        JobView asked = submit();
        jdbc.update(
                "update tsumugi.job set state = 'RUNNING', attempt = ?, heartbeat_at = ? where job_id = ?",
                JobLeases.MOST_ATTEMPTS,
                Timestamp.from(Instant.EPOCH),
                asked.id());
        JobRunner runner = started((progress, arguments) -> NOTHING);

        assertThat(ended(asked.id())).returns(JobState.FAILED, JobView::state).returns("INTERRUPTED", JobView::error);
        runner.stop();
    }

    @Test
    void jobShouldBeTakenUpWhereItWasWhenItsProcessWasKilled() throws Exception {
        JobView asked = submit();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        EndlessJobProcess.class.getName(),
                        database.url(),
                        database.user(),
                        database.password())
                .redirectErrorStream(true)
                .redirectOutput(TestDatabase.newDirectory("job").resolve("log").toFile())
                .start();
        await(asked.id(), "progress of the other process", job -> job.progress() != null);
        JobRunner runner = started((progress, arguments) -> progress.earlier().orElseThrow());
        assertThat(jobs.find(asked.id()).orElseThrow().attempt())
                .as("nobody takes what somebody is at")
                .isEqualTo(1);

        process.destroyForcibly();

        assertThat(ended(asked.id()))
                .returns(JobState.DONE, JobView::state)
                .returns(number(EndlessJobProcess.PLACE), JobView::result)
                .returns(2, JobView::attempt);
        runner.stop();
    }
}
