package org.tsumugi.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.Sex;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.mpi.RulesInForce;
import org.tsumugi.server.operate.Exit;
import org.tsumugi.server.person.EvidenceJson;
import org.tsumugi.server.person.PersonEvidence;
import org.tsumugi.server.testing.CommandLineRun;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.server.testing.TestDatabase;

/** Another score by command: learned of what a running server holds, and used when an operator says so. */
@ServerTest
class PersonsCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FACILITY = "1398765450";
    private static final Duration SOON = Duration.ofSeconds(90);

    @Autowired
    TsumugiHome home;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    RulesInForce rules;

    private CommandLineRun command(String line) {
        return CommandLineRun.of(home.directory(), line.split(" "));
    }

    private static final String[] FAMILIES =
            ("佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 佐々木 松本 井上 木村 清水 斉藤 阿部 池田 橋本 石川 前田 岡田 長谷川 藤井 後藤 近藤 村上 遠藤 青木").split(" ");
    private static final String[] GIVEN =
            "太郎 健 誠 清 茂 勇 実 博 進 翔太 大輔 直樹 和彦 正雄 隆 浩二 哲也 俊介 美咲 陽子 幸子 恵 由美 久美子 さくら 千鶴 文 花子 智美 裕子".split(" ");

    /** The server is other tests' too: what was learned of stays no longer than the test, nor does the score. */
    @AfterEach
    void leaveTheServerAsItWas() {
        if (!rules.now().model().version().equals("initial-1")) {
            assertThat(command("persons model activate initial-1").exit()).isEqualTo(Exit.OK);
        }
        jdbc.update("delete from tsumugi.person_source where facility = ?", FACILITY);
        Awaitility.await().atMost(SOON).until(() -> records("facility = ?") == 0);
    }

    private int records(String which) {
        Integer count = jdbc.queryForObject(
                "select count(*) from tsumugi.person_record where " + which, Integer.class, FACILITY);
        return count == null ? -1 : count;
    }

    @Test
    void learnedScoreShouldBeKeptAndNotUsedBeforeItIsActivated() throws Exception {
        take(150, false);

        CommandLineRun learned = command("persons learn");

        assertThat(learned.exit()).as(learned.out() + learned.err()).isEqualTo(Exit.OK);
        assertThat(learned.err()).startsWith("job ");
        JsonNode told = json(learned);
        assertThat(told.path("stored").asBoolean()).isTrue();
        assertThat(told.path("records").asInt()).isGreaterThanOrEqualTo(300);
        assertThat(told.path("pairs").asInt()).isPositive();
        assertThat(learned.out()).doesNotContain("田中", "太郎");
        String version = told.path("version").asText();
        assertThat(version).isNotEmpty();
        assertThat(state(version)).isEqualTo("STORED");
        assertThat(state("initial-1")).isEqualTo("CURRENT");
        assertThat(command("persons status").lines()).contains("model initial-1");
        assertThat(rules.now().model().version()).isEqualTo("initial-1");
        awaitSuggestions();
        assertThat(modelsOfCandidates()).containsExactly("initial-1");

        CommandLineRun activated = command("persons model activate " + version);

        assertThat(activated.exit()).as(activated.err()).isEqualTo(Exit.OK);
        assertThat(json(activated).path("records").asInt()).isGreaterThanOrEqualTo(300);
        assertThat(state(version)).isEqualTo("CURRENT");
        assertThat(state("initial-1")).isEqualTo("STORED");
        assertThat(command("persons status").lines()).contains("model " + version);
        assertThat(rules.now().model().version()).isEqualTo(version);
        awaitSuggestions();
        assertThat(modelsOfCandidates()).as("looked for anew").containsExactly(version);
        assertThat(jdbc.queryForList(
                        "select action from tsumugi.operator_action where subject = ? order by action_id",
                        String.class,
                        version))
                .containsExactly("model activate", "person-rescore");
    }

    /** Whoever is one person by everything else is always of the other sex: agreement would tell less than disagreement. */
    @Test
    void scoreThatCannotBeRightShouldNotBeKeptAndTheCommandShouldEndWith1() throws Exception {
        take(150, true);
        List<String> before = command("persons model list").lines();

        CommandLineRun learned = command("persons learn");

        assertThat(learned.exit()).as(learned.out() + learned.err()).isEqualTo(Exit.NOT_CLEAN);
        assertThat(json(learned).path("stored").asBoolean(true)).isFalse();
        assertThat(json(learned).path("version").isNull()).isTrue();
        assertThat(command("persons model list").lines()).isEqualTo(before);
        assertThat(command("persons status").lines()).contains("model initial-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"persons learn now", "persons model activate", "persons model", "persons model list x"})
    void commandLineThatIsWrongShouldBeUsage(String line) {
        assertThat(command(line).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void whatIsNotThereShouldBeRefused() {
        CommandLineRun unknown = command("persons model activate network-20010101-000000");

        assertThat(unknown.exit()).isEqualTo(Exit.REFUSED);
        assertThat(unknown.out()).isEmpty();
        assertThat(CommandLineRun.of(TestDatabase.newDirectory("no-server"), "persons", "learn")
                        .exit())
                .isEqualTo(Exit.NOT_RUNNING);
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        return JSON.readTree(run.out());
    }

    /** As {@code model list} has it. */
    private @Nullable String state(String version) {
        return command("persons model list").lines().stream()
                .map(line -> line.split(" "))
                .filter(line -> line[0].equals(version))
                .map(line -> line[1])
                .findFirst()
                .orElse(null);
    }

    private List<String> modelsOfCandidates() {
        return jdbc.queryForList("""
                select distinct c.model from tsumugi.person_candidate c
                join tsumugi.person_record r on r.patient = c.patient where r.facility = ?
                """, String.class, FACILITY);
    }

    private void awaitSuggestions() {
        Awaitility.await().atMost(SOON).until(() -> records("facility = ? and not suggested") == 0);
    }

    /**
     * Two records of each of so many people, which differ now and then; waits until it is decided whose they are.
     *
     * @param mixed whether the second one always has the other sex
     */
    private void take(int people, boolean mixed) {
        Random random = new Random(11);
        for (int person = 0; person < people; person++) {
            take(person, mixed, random);
        }
        Awaitility.await().atMost(SOON).until(() -> records("facility = ? and person is not null") == 2 * people);
    }

    private void take(int person, boolean mixed, Random random) {
        String family = oneOf(random, FAMILIES);
        String given = oneOf(random, GIVEN);
        String kana = "%c%c%c".formatted('ア' + random.nextInt(40), 'カ' + random.nextInt(10), 'タ' + random.nextInt(10));
        Sex sex = random.nextBoolean() ? Sex.MALE : Sex.FEMALE;
        String born = String.format(
                Locale.ROOT,
                "19%02d-%02d-%02d",
                30 + random.nextInt(60),
                1 + random.nextInt(12),
                2 + random.nextInt(26));
        String phone = String.format(Locale.ROOT, "03%08d", random.nextInt(100_000_000));
        String postal = String.format(Locale.ROOT, "%07d", random.nextInt(10_000_000));
        for (int copy = 0; copy < 2; copy++) {
            boolean moved = copy == 1 && random.nextInt(4) == 0;
            put(
                    "%06d%d".formatted(person, copy),
                    new PersonEvidence(
                            List.of(
                                    new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, family, given),
                                    new PersonName(Script.PHONETIC, Use.OFFICIAL, kana, kana)),
                            mixed && copy == 1 ? sex == Sex.MALE ? Sex.FEMALE : Sex.MALE : sex,
                            born,
                            List.of(),
                            moved ? "1000001" : postal,
                            List.of(moved ? "0312345678" : phone),
                            ""));
        }
    }

    private static String oneOf(Random random, String... some) {
        return some[random.nextInt(some.length)];
    }

    private void put(String number, PersonEvidence evidence) {
        UUID patient = PatientIds.logicalId(FACILITY, number);
        jdbc.update(
                "insert into tsumugi.person_source (patient_id, facility, patient, body) values (?, ?, ?, cast(? as jsonb))",
                patient,
                FACILITY,
                number,
                EvidenceJson.write(evidence));
    }
}
