package org.tsumugi.server.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.Sex;
import org.tsumugi.mpi.score.Model;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.job.JobRunner;
import org.tsumugi.server.job.JobState;
import org.tsumugi.server.job.JobView;
import org.tsumugi.server.job.Jobs;
import org.tsumugi.server.mpi.PersonRig;

/** Trying rules, having them in force, going back; learning a score. */
class RulesIT {

    /** A household's number and the name, but no person's number alone. */
    private static final String OTHER = """
            version: "2"
            largest-block: 50
            rungs:
              - id: household-number
                number: household-number
                agree: [name, sex, birth-date]
            vetoes: [birth-date, sex, twin]
            """;

    private static final String STRICT = """
            version: "3"
            largest-block: 50
            rungs: []
            vetoes: [birth-date, sex, twin]
            """;

    private static final Duration SOON = Duration.ofSeconds(30);

    private final PersonRig rig = new PersonRig();
    private final RulesTable table = new RulesTable(rig.jdbc, rig.clock);
    private final DryRunJob dryRun = new DryRunJob(rig.jdbc, rig.persons, rig.rules, rig.clock);
    private final DivideJob divide = new DivideJob(rig.persons, rig.rules, 2);

    @BeforeEach
    void feed() {
        rig.feed(
                PersonRig.insured("a", "1"),
                PersonRig.insured("b", "1"),
                PersonRig.insured("c", "2"),
                PersonRig.record("d", "鈴木", "一子", "1960-02-03", "3"),
                PersonRig.record("e", "木村", "一子", "1960-02-03", "3"),
                PersonRig.record("f", "佐藤", "桜", "1970-05-06", ""),
                PersonRig.record("g", "佐藤", "咲", "1970-05-06", "1"));
        table.store("2", OTHER);
        table.store("3", STRICT);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** A run that is stopped at its nth report. */
    private static final class Progress implements JobProgress {

        private final @Nullable JsonNode earlier;
        private final int most;
        private final List<JsonNode> reports = new ArrayList<>();

        Progress(@Nullable JsonNode earlier, int most) {
            this.earlier = earlier;
            this.most = most;
        }

        @Override
        public Optional<JsonNode> earlier() {
            return Optional.ofNullable(earlier);
        }

        @Override
        public void report(JsonNode progress) {
            reports.add(progress.deepCopy());
            if (reports.size() == most) {
                throw new IllegalStateException("stopped");
            }
        }
    }

    private static Progress undisturbed() {
        return new Progress(null, Integer.MAX_VALUE);
    }

    private JsonNode dryRun(String version) {
        return dryRun.run(undisturbed(), JsonNodeFactory.instance.objectNode().put("version", version));
    }

    private static ObjectNode divideArguments(String version) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", version)
                .put("operator", "operator")
                .put("reason", "trial " + version);
    }

    private void activate(String version) {
        rig.transactions.executeWithoutResult(status -> table.activate(version, "operator", "trial " + version));
    }

    /** What was decided since, as a dry run tells it; a person who was new then is called 0. */
    private List<String> decidedBehind(long decision, long newPersons) {
        return rig
                .jdbc
                .query(
                        "select person, before, after from tsumugi.person_decision where decision > ? and cause = 'RULES'",
                        (row, number) -> change(
                                row.getLong(1) > newPersons ? 0 : row.getLong(1),
                                patients((String[]) row.getArray(2).getArray()),
                                patients((String[]) row.getArray(3).getArray())),
                        decision)
                .stream()
                .sorted()
                .toList();
    }

    private static List<String> patients(String[] keys) {
        return java.util.Arrays.stream(keys)
                .map(key -> key.substring(key.indexOf('/') + 1))
                .toList();
    }

    private static String change(long person, List<String> before, List<String> after) {
        return person + " " + before + " " + after;
    }

    private static List<String> changes(JsonNode result) {
        List<String> changes = new ArrayList<>();
        result.path("changes")
                .forEach(change -> changes.add(change(
                        change.path("person").asLong(), texts(change.path("before")), texts(change.path("after")))));
        return changes.stream().sorted().toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private long last(String column, String tableName) {
        Long last = rig.jdbc.queryForObject("select max(" + column + ") from tsumugi." + tableName, Long.class);
        return last == null ? 0 : last;
    }

    @Test
    void dryRunShouldChangeNothingAndSayExactlyWhatActivationThenDoesAndBack() {
        Map<String, Long> before = rig.partition();
        List<Map<String, Object>> ids = rig.ids();
        int openBefore = openDoubts();
        assertThat(openBefore).isEqualTo(1);
        for (String version : List.of("3", "2", "1")) {
            long decision = last("decision", "person_decision");
            long person = last("number", "person_id");
            Map<String, Long> untouched = rig.partition();

            JsonNode would = dryRun(version);

            assertThat(rig.partition()).isEqualTo(untouched);
            assertThat(last("decision", "person_decision")).isEqualTo(decision);
            assertThat(would.path("records").asLong()).isEqualTo(7);
            assertThat(changes(would)).isNotEmpty();
            activate(version);
            JsonNode did = divide.run(undisturbed(), divideArguments(version));
            assertThat(did.path("superseded").asBoolean()).isFalse();
            assertThat(decidedBehind(decision, person)).isEqualTo(changes(would));
            assertThat(rig.jdbc.queryForList("select distinct rules from tsumugi.person_record", String.class))
                    .containsExactly(version);
            assertThat(openDoubts())
                    .isEqualTo(openBefore
                            + would.path("doubtsOpened").asInt()
                            - would.path("doubtsClosed").asInt());
            openBefore = openDoubts();
        }

        assertThat(openBefore).isEqualTo(1);
        assertThat(rig.partition()).isEqualTo(before);
        assertThat(rig.ids()).startsWith(ids.toArray(Map[]::new));
    }

    private int openDoubts() {
        Integer open = rig.jdbc.queryForObject(
                "select count(*) from tsumugi.person_doubt where closed_at is null", Integer.class);
        return open == null ? 0 : open;
    }

    @Test
    void dryRunShouldCountPersonsThatMergeAndSplit() {
        JsonNode strict = dryRun("3");

        assertThat(strict.path("split").asInt()).isEqualTo(2);
        assertThat(strict.path("created").asInt()).isEqualTo(2);
        assertThat(strict.path("moved").asInt()).isEqualTo(2);
        assertThat(strict.path("merged").asInt()).isZero();
        assertThat(strict.path("comparedWith").asText()).isEqualTo("1");

        activate("3");
        divide.run(undisturbed(), divideArguments("3"));
        JsonNode back = dryRun("1");
        assertThat(back.path("merged").asInt()).isEqualTo(2);
        assertThat(back.path("moved").asInt()).isEqualTo(2);
        assertThat(back.path("split").asInt()).isZero();
    }

    /** A process that dies lost what it did since its progress was kept last: any report may be the one that is gone on from. */
    @Test
    void dryRunShouldGoOnWhereItWasInterruptedAndFindWhatAnUndisturbedOneFinds() throws Exception {
        for (String version : List.of("3", "2")) {
            Progress undisturbed = undisturbed();
            JsonNode whole = asKept(inSteps(2).run(undisturbed, versionOf(version)));
            assertThat(changes(whole)).isNotEmpty().isEqualTo(changes(dryRun(version)));
            assertThat(undisturbed.reports).hasSize(4);
            for (JsonNode report : undisturbed.reports) {
                Progress goingOn = new Progress(asKept(report), Integer.MAX_VALUE);
                assertThat(asKept(inSteps(2).run(goingOn, versionOf(version))))
                        .as(report.toString())
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void dryRunShouldComeToItsEndWhenEveryProcessGetsOneStepFurther() throws Exception {
        JsonNode whole = asKept(inSteps(2).run(undisturbed(), versionOf("3")));
        JsonNode kept = null;
        for (int process = 0; process < 4; process++) {
            Progress stopped = new Progress(kept, 1);
            assertThatThrownBy(() -> inSteps(2).run(stopped, versionOf("3"))).isInstanceOf(IllegalStateException.class);
            kept = asKept(stopped.reports.get(0));
        }

        assertThat(asKept(inSteps(2).run(new Progress(kept, 1), versionOf("3"))))
                .isEqualTo(whole);
    }

    /** The job of one server, which stops midway, is taken up by another's. */
    @Test
    void dryRunOfAServerThatStopsShouldBeEndedByAnother() throws Exception {
        JsonNode whole = asKept(inSteps(2).run(undisturbed(), versionOf("3")));
        Jobs jobs = new Jobs(rig.jdbc, rig.clock);
        CountDownLatch midway = new CountDownLatch(1);
        JobRunner first = runner(new Stalling(inSteps(2), 2, midway));
        JobView asked = jobs.submit(DryRunJob.KIND, versionOf("3"), "operator");
        first.start();
        Awaitility.await().atMost(SOON).until(() -> midway.getCount() == 0);
        first.stop();

        JobView stopped = jobs.find(asked.id()).orElseThrow();
        assertThat(stopped.state()).isEqualTo(JobState.WAITING);
        assertThat(Objects.requireNonNull(stopped.progress()).path("done").asInt())
                .isEqualTo(4);
        assertThat(table.isTried("3")).isFalse();

        JobRunner second = runner(inSteps(2));
        second.start();
        Awaitility.await()
                .atMost(SOON)
                .until(() -> jobs.find(asked.id()).orElseThrow().state().isEnd());
        second.stop();

        JobView done = jobs.find(asked.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.result()).isEqualTo(whole);
        assertThat(table.isTried("3")).isTrue();
    }

    /** What it found before was against other rules. */
    @Test
    void dryRunThatBeganBeforeRulesCameIntoForceShouldNotCountAsTried() {
        Jobs jobs = new Jobs(rig.jdbc, rig.clock);
        CountDownLatch midway = new CountDownLatch(1);
        JobRunner first = runner(new Stalling(inSteps(2), 1, midway));
        JobView asked = jobs.submit(DryRunJob.KIND, versionOf("3"), "operator");
        first.start();
        Awaitility.await().atMost(SOON).until(() -> midway.getCount() == 0);
        first.stop();
        activate("2");

        JobRunner second = runner(inSteps(2));
        second.start();
        Awaitility.await()
                .atMost(SOON)
                .until(() -> jobs.find(asked.id()).orElseThrow().state().isEnd());
        second.stop();

        assertThat(jobs.find(asked.id()).orElseThrow().state()).isEqualTo(JobState.DONE);
        assertThat(table.isTried("3")).isFalse();
    }

    /** As the database gives it back. */
    private static JsonNode asKept(JsonNode reported) throws JsonProcessingException {
        return new ObjectMapper().readTree(reported.toString());
    }

    private DryRunJob inSteps(int batch) {
        return new DryRunJob(rig.jdbc, rig.persons, rig.rules, rig.clock, batch);
    }

    private JobRunner runner(Job job) {
        return new JobRunner(rig.jdbc, rig.clock, JobRunner.LEASE, List.of(job));
    }

    private static ObjectNode versionOf(String version) {
        return JsonNodeFactory.instance.objectNode().put("version", version);
    }

    /** A job that gets no further than its nth report, and says so by the latch. */
    private record Stalling(Job job, int most, CountDownLatch there) implements Job {

        @Override
        public String kind() {
            return job.kind();
        }

        @Override
        public JsonNode run(JobProgress progress, JsonNode arguments) throws Exception {
            AtomicInteger reports = new AtomicInteger();
            return job.run(
                    new JobProgress() {
                        @Override
                        public Optional<JsonNode> earlier() {
                            return progress.earlier();
                        }

                        @Override
                        public void report(JsonNode reported) {
                            progress.report(reported);
                            if (reports.incrementAndGet() == most) {
                                there.countDown();
                                // until the runner says that it stops
                                while (true) {
                                    progress.report(reported);
                                    Thread.onSpinWait();
                                }
                            }
                        }
                    },
                    arguments);
        }
    }

    @Test
    void divisionShouldGoOnWhereItWasInterruptedAndEndAsIfItHadNotBeen() {
        dryRun("3");
        activate("3");
        Progress interrupted = new Progress(null, 1);
        assertThatThrownBy(() -> divide.run(interrupted, divideArguments("3")))
                .isInstanceOf(IllegalStateException.class);
        Set<String> versions =
                new HashSet<>(rig.jdbc.queryForList("select distinct rules from tsumugi.person_record", String.class));
        assertThat(versions).containsExactlyInAnyOrder("1", "3");

        assertThat(interrupted.reports.get(0).path("behind").asText())
                .as("what is done is not looked through again")
                .isEqualTo(rig.jdbc.queryForObject(
                        "select cast(patient as text) from tsumugi.person_record order by patient offset 1 limit 1",
                        String.class));
        divide.run(new Progress(interrupted.reports.get(0), Integer.MAX_VALUE), divideArguments("3"));

        assertThat(rig.jdbc.queryForList("select distinct rules from tsumugi.person_record", String.class))
                .containsExactly("3");
        assertThat(new HashSet<>(rig.partition().values())).hasSize(7);
    }

    /** A run that goes on reads nothing of what lies before where it was. */
    @Test
    void divisionShouldGoOnBehindTheRecordWhereItWas() {
        activate("3");
        ObjectNode earlier =
                JsonNodeFactory.instance.objectNode().put("behind", "ffffffff-ffff-ffff-ffff-ffffffffffff");

        divide.run(new Progress(earlier, Integer.MAX_VALUE), divideArguments("3"));
        assertThat(versions()).containsExactly("1");

        divide.run(undisturbed(), divideArguments("3"));
        assertThat(versions()).containsExactly("3");
    }

    private List<String> versions() {
        return rig.jdbc.queryForList("select distinct rules from tsumugi.person_record", String.class);
    }

    @Test
    void versionThatWasInForceShouldBeKnownForGood() {
        assertThat(table.wasInForce("1")).isTrue();
        assertThat(table.wasInForce("2")).isFalse();
        activate("2");
        activate("3");
        assertThat(table.wasInForce("2")).isTrue();
    }

    @Test
    void divisionShouldLeaveTheRestToRulesThatCameIntoForceMeanwhile() {
        activate("3");
        activate("2");
        Map<String, Long> before = rig.partition();

        JsonNode result = divide.run(undisturbed(), divideArguments("3"));

        assertThat(result.path("superseded").asBoolean()).isTrue();
        assertThat(rig.partition()).isEqualTo(before);
    }

    @Test
    void versionShouldNeverGetAnotherText() {
        assertThat(table.store("2", OTHER)).isTrue();
        assertThat(table.store("2", OTHER + "# other")).isFalse();
        assertThat(table.text("2")).contains(OTHER);
    }

    @Test
    void triedShouldBeWhatWasTriedSinceRulesCameIntoForceLast() {
        activate("1");
        assertThat(table.isTried("2")).isFalse();
        tried("2", "RUNNING");
        tried("3", "DONE");
        assertThat(table.isTried("2")).isFalse();
        tried("2", "DONE");
        assertThat(table.isTried("2")).isTrue();
        activate("3");
        assertThat(table.isTried("2")).isFalse();
        assertThat(rig.jdbc.queryForList(
                        "select version from tsumugi.person_rules_activation order by activation", String.class))
                .containsExactly("1", "3");
    }

    private void tried(String version, String state) {
        rig.jdbc.update("""
                insert into tsumugi.job (job_id, kind, operator, arguments, state, created_at, due_at, started_at, ended_at)
                values (gen_random_uuid(), 'person-dry-run', 'operator', cast(? as jsonb), ?, now(), now(), now(), now())
                """, "{\"version\": \"" + version + "\"}", state);
    }

    @Test
    void learningShouldKeepNothingWhenThereIsNothingToLearnOf() {
        rig.jdbc.update("delete from tsumugi.person_record");

        JsonNode learned = learn();

        assertThat(learned.path("stored").asBoolean()).isFalse();
        assertThat(learned.path("records").asInt()).isZero();
        assertThat(learned.path("version").isNull()).isTrue();
    }

    /** Whoever is one person by everything else is always of the other sex: these pairs tell nothing that could be right. */
    @Test
    void learningShouldKeepNothingThatCannotBeRight() {
        feed(150, true);

        JsonNode learned = learn();

        assertThat(learned.path("stored").asBoolean()).as(learned.toString()).isFalse();
        assertThat(learned.path("implausible").toString()).contains("SEX");
        assertThat(new ModelTable(rig.jdbc, rig.clock).all()).hasSize(1);
    }

    private JsonNode learn() {
        return new LearnJob(rig.jdbc, rig.persons, rig.rules, rig.clock, 20_000)
                .run(undisturbed(), JsonNodeFactory.instance.objectNode());
    }

    private void feed(int persons, boolean mixed) {
        Random random = new Random(7);
        List<PatientRecord> records = new ArrayList<>();
        for (int person = 0; person < persons; person++) {
            records.addAll(recordsOf(person, mixed, random));
        }
        rig.feed(records.toArray(PatientRecord[]::new));
    }

    @Test
    void learningShouldKeepAVersionThatIsNotUsedAndHoldsNoRareName() {
        feed(300, false);
        ModelTable models = new ModelTable(rig.jdbc, rig.clock);

        JsonNode learned = learn();

        assertThat(learned.path("stored").asBoolean()).as(learned.toString()).isTrue();
        assertThat(learned.path("share").asDouble())
                .isBetween(
                        learned.path("leastShare").asDouble(),
                        learned.path("mostShare").asDouble());
        double pairs = 607 * 606 / 2.0;
        assertThat(learned.path("prior").asDouble()).isBetween(250 / pairs, 350 / pairs);
        String version = learned.path("version").asText();
        Model model = Model.fromJson(models.text(version).orElseThrow());
        assertThat(model.version()).isEqualTo(version);
        assertThat(model.frequencies()).isNotEmpty();
        assertThat(models.text(version).orElseThrow()).contains("田中").doesNotContain("一子");
        assertThat(rig.rules.now().model().version()).isEqualTo(Model.initial().version());

        rig.transactions.executeWithoutResult(status -> models.activate(version, "operator"));
        assertThat(rig.rules.now().model().version()).isEqualTo(version);
        rig.jdbc.update("update tsumugi.person_record set suggested = true");
        JsonNode again = new RescoreJob(rig.jdbc).run(undisturbed(), JsonNodeFactory.instance.objectNode());
        assertThat(again.path("records").asInt()).isEqualTo(607);
        assertThat(unsuggested()).isEqualTo(607);
    }

    private int unsuggested() {
        return Objects.requireNonNull(rig.jdbc.queryForObject(
                "select count(*) from tsumugi.person_record where not suggested", Integer.class));
    }

    /** Two records of one person, which differ now and then. */
    private static List<PatientRecord> recordsOf(int person, boolean mixed, Random random) {
        String[] families = {"田中", "伊藤", "加藤", "吉田", "山本", "中村"};
        String[] givens = {"太郎", "次郎", "健", "誠", "清", "茂", "勇", "実", "博", "進"};
        String family = families[random.nextInt(families.length)];
        String given = givens[random.nextInt(givens.length)];
        String born = String.format(
                java.util.Locale.ROOT,
                "19%02d-%02d-%02d",
                30 + random.nextInt(60),
                1 + random.nextInt(12),
                2 + random.nextInt(26));
        String kana = String.format(
                java.util.Locale.ROOT,
                "%c%c%c",
                'ア' + random.nextInt(40),
                'カ' + random.nextInt(10),
                'タ' + random.nextInt(10));
        Sex sex = random.nextBoolean() ? Sex.MALE : Sex.FEMALE;
        String phone = String.format(java.util.Locale.ROOT, "03%08d", random.nextInt(100_000_000));
        String postal = String.format(java.util.Locale.ROOT, "%07d", random.nextInt(10_000_000));
        List<PatientRecord> records = new ArrayList<>();
        for (int copy = 0; copy < 2; copy++) {
            boolean moved = copy == 1 && random.nextInt(4) == 0;
            String number = Integer.toString(1000 + (moved ? 5000 + person : person));
            records.add(new PatientRecord(
                    PersonRig.key("p" + person + "-" + copy),
                    List.of(
                            new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, family, given),
                            new PersonName(Script.PHONETIC, Use.OFFICIAL, kana, kana)),
                    mixed && copy == 1 ? sex == Sex.MALE ? Sex.FEMALE : Sex.MALE : sex,
                    born,
                    List.of(new Insurance("06130012", "12", number, random.nextInt(3) == 0 ? "" : "01")),
                    List.of(),
                    moved ? "1000001" : postal,
                    List.of(moved ? "0312345678" : phone)));
        }
        return records;
    }
}
