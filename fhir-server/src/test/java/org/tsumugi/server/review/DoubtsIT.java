package org.tsumugi.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.server.review.ReviewDesk.FIRST;
import static org.tsumugi.server.review.ReviewDesk.insured;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;
import org.tsumugi.server.testing.ServerTest;

/** What the rules cannot decide, from the file that a hospital sends to the reviewers' queue and out of it again. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class DoubtsIT {

    private static final String A = "0000000001";
    private static final String B = "0000000002";
    private static final String C = "0000000003";

    /** So many dates of birth under one number are allowed by the standard rules. */
    private static final int LARGEST_BLOCK = 50;

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Persons persons;

    @Autowired
    RulesInForce rules;

    private ReviewDesk desk(String facility) {
        return new ReviewDesk(port, jdbc, facility);
    }

    /** Other tests' patients may be candidates. */
    private static List<JsonNode> doubts(ReviewDesk desk) throws Exception {
        return desk.queue(null).stream()
                .filter(item -> !item.path("kind").asText().equals("CANDIDATE"))
                .toList();
    }

    private static JsonNode only(List<JsonNode> items) {
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    /** What the reviewers' view of a pair has for a field. */
    private static JsonNode field(JsonNode pair, String name) {
        for (JsonNode field : pair.path("fields")) {
            if (field.path("field").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("no field " + name + " in " + pair.path("fields"));
    }

    private static List<String> vetoes(JsonNode pair) {
        List<String> vetoes = new ArrayList<>();
        pair.path("vetoes").forEach(veto -> vetoes.add(veto.asText()));
        return vetoes;
    }

    private static List<String> bases(JsonNode pair, String field) {
        return field(pair, field).path("bases").findValuesAsText("basis");
    }

    // ---- one person's number, and something forbids the link

    @Test
    void vetoedShouldBeShownUntilTheHospitalCorrectsItsRecord() throws Exception {
        ReviewDesk desk = desk("1387800001");
        desk.send(A, "渡邊^蕗子^^^^^L^I", "19630512", "F", insured("31", "1", "01"));
        desk.send(B, "渡辺^蕗子^^^^^L^I", "19630515", "F", insured("31", "1", "01"));
        desk.settle();

        JsonNode item = only(desk.queue(QueueKind.VETOED));

        assertThat(item.path("kind").asText()).isEqualTo("VETOED");
        assertThat(item.path("rung").asText()).isEqualTo("individual-number");
        assertThat(item.path("recordCount").asInt()).isEqualTo(2);
        assertThat(ReviewDesk.records(item)).isEqualTo(desk.records(A, B));
        assertThat(ReviewDesk.pairs(item)).containsExactly(desk.pairOf(A, B));
        assertThat(item.toString()).doesNotContain("蕗子", "1963");
        JsonNode pair = desk.pair(FIRST, A, B).json();
        assertThat(vetoes(pair)).containsExactly("BIRTH_DATE");
        assertThat(field(pair, "INDIVIDUAL_NUMBER").path("agreement").asText()).isEqualTo("SAME");
        assertThat(field(pair, "BIRTH_DATE").path("agreement").asText()).isNotEqualTo("SAME");
        assertThat(bases(pair, "FAMILY_NAME")).isNotEmpty();
        assertThat(desk.personOf(A)).isNotEqualTo(desk.personOf(B));

        desk.send(B, "渡辺^蕗子^^^^^L^I", "19630512", "F", insured("31", "1", "01"));
        desk.settle();

        assertThat(doubts(desk)).isEmpty();
        assertThat(desk.personOf(A)).isEqualTo(desk.personOf(B));
    }

    @Test
    void vetoedShouldBeGoneOnceTheTwoAreJudgedAndComeBackWhenThatIsTakenBack() throws Exception {
        ReviewDesk desk = desk("1387800002");
        desk.send(A, "三浦^薫^^^^^L^I", "19740203", "F", insured("32", "2", "01"));
        desk.send(B, "三浦^薫^^^^^L^I", "19740203", "M", insured("32", "2", "01"));
        desk.settle();
        String id = only(desk.queue(QueueKind.VETOED)).path("id").asText();
        assertThat(vetoes(desk.pair(FIRST, A, B).json())).containsExactly("SEX");
        for (boolean same : new boolean[] {true, false}) {
            assertThat(desk.judge(FIRST, A, B, same).status()).isEqualTo(201);

            assertThat(doubts(desk)).as("same: " + same).isEmpty();
            assertThat(desk.personOf(A).equals(desk.personOf(B))).isEqualTo(same);

            assertThat(desk.withdraw(FIRST, A, B).status()).isEqualTo(201);
            assertThat(only(desk.queue(QueueKind.VETOED)).path("id").asText()).isEqualTo(id);
        }
    }

    // ---- two by two they belong together, as a group they do not

    /** B is one with A by the number of a person and one with C by that of a household; A and C are twins by that one. */
    @Test
    void cutShouldBeMadeAtTheWeakestRungAndBeShown() throws Exception {
        ReviewDesk desk = desk("1387800003");
        sendChain(desk, "33");

        assertThat(desk.personOf(A)).as("the stronger rung holds").isEqualTo(desk.personOf(B));
        assertThat(desk.personOf(C)).isNotEqualTo(desk.personOf(A));
        JsonNode item = only(desk.queue(QueueKind.CUT));
        assertThat(item.path("kind").asText()).isEqualTo("CUT");
        assertThat(item.path("rung").asText()).isEqualTo("household-number");
        assertThat(ReviewDesk.records(item)).isEqualTo(desk.records(A, B, C));
        assertThat(ReviewDesk.pairs(item)).as("who stand against each other").containsExactly(desk.pairOf(A, C));
        assertThat(vetoes(desk.pair(FIRST, A, C).json())).containsExactly("TWIN");
        JsonNode strong = desk.pair(FIRST, A, B).json();
        assertThat(strong.path("rung").asText()).isEqualTo("individual-number");
        assertThat(bases(strong, "GIVEN_NAME")).isNotEmpty();
        JsonNode weak = desk.pair(FIRST, B, C).json();
        assertThat(weak.path("rung").asText()).isEqualTo("household-number");
        assertThat(vetoes(weak)).isEmpty();
    }

    @Test
    void cutShouldBeGoneOnceTheTwoAgainstEachOtherAreOnePerson() throws Exception {
        ReviewDesk desk = desk("1387800004");
        sendChain(desk, "34");
        assertThat(desk.queue(QueueKind.CUT)).hasSize(1);

        assertThat(desk.judge(FIRST, A, C, true).status()).isEqualTo(201);

        assertThat(doubts(desk)).isEmpty();
        assertThat(List.of(desk.personOf(B), desk.personOf(C))).containsOnly(desk.personOf(A));
    }

    /** That A and C are two does not say whose B is. */
    @Test
    void cutShouldStayUntilItIsSaidWhoseTheRecordBetweenThemIs() throws Exception {
        ReviewDesk desk = desk("1387800005");
        sendChain(desk, "35");
        String one = desk.personOf(A);
        String other = desk.personOf(C);

        assertThat(desk.judge(FIRST, A, C, false).status()).isEqualTo(201);

        assertThat(ReviewDesk.pairs(only(desk.queue(QueueKind.CUT)))).containsExactly(desk.pairOf(B, C));
        assertThat(desk.judge(FIRST, B, C, false).status()).isEqualTo(201);
        assertThat(doubts(desk)).isEmpty();
        assertThat(List.of(desk.personOf(A), desk.personOf(B), desk.personOf(C)))
                .containsExactly(one, one, other);
    }

    @Test
    void cutShouldBeGoneWhenTheHospitalCorrectsItsRecord() throws Exception {
        ReviewDesk desk = desk("1387800006");
        sendChain(desk, "36");
        assertThat(desk.queue(QueueKind.CUT)).hasSize(1);

        desk.send(C, "森^知弦^^^^^L^I~モリ^チヅル^^^^^L^P", "19810927", "F", insured("36", "5", ""));
        desk.settle();

        assertThat(doubts(desk)).isEmpty();
        assertThat(List.of(desk.personOf(B), desk.personOf(C))).containsOnly(desk.personOf(A));
    }

    private static void sendChain(ReviewDesk desk, String symbol) {
        desk.send(A, "森^千鶴^^^^^L^I~モリ^チヅル^^^^^L^P", "19810927", "F", insured(symbol, "5", "01"));
        desk.send(B, "森^知弦^^^^^L^I~モリ^チヅル^^^^^L^P", "19810927", "F", insured(symbol, "5", "01"));
        desk.send(C, "森^知弦^^^^^L^I", "19810927", "F", insured(symbol, "5", ""));
        desk.settle();
    }

    // ---- many people under one number

    @Test
    void largeBlockShouldShowWhomAllElseMakesOnePerson() throws Exception {
        ReviewDesk desk = desk("1387800007");
        desk.send(A, "堀^薺^^^^^L^I", "19590318", "F", insured("37", "9", ""));
        desk.send(B, "堀^薺^^^^^L^I", "19590318", "F", insured("37", "9", ""));
        desk.settle();
        assertThat(desk.personOf(A)).isEqualTo(desk.personOf(B));
        for (int stranger = 0; stranger < LARGEST_BLOCK; stranger++) {
            desk.send(
                    "00000001%02d".formatted(stranger),
                    "",
                    "19%02d0401".formatted(10 + stranger),
                    "M",
                    insured("37", "9", ""));
        }
        desk.settle();

        JsonNode item = only(desk.queue(QueueKind.LARGE_BLOCK));

        assertThat(desk.personOf(A))
                .as("so many share the number that it says nothing")
                .isNotEqualTo(desk.personOf(B));
        assertThat(item.path("kind").asText()).isEqualTo("LARGE_BLOCK");
        assertThat(item.path("rung").asText()).isEqualTo("household-number");
        assertThat(ReviewDesk.records(item)).isEqualTo(desk.records(A, B));
        assertThat(ReviewDesk.pairs(item)).containsExactly(desk.pairOf(A, B));
        JsonNode pair = desk.pair(FIRST, A, B).json();
        assertThat(pair.path("rung").isNull())
                .as("no rung stands on such a number")
                .isTrue();
        assertThat(vetoes(pair)).isEmpty();
        for (String field : List.of("HOUSEHOLD_NUMBER", "NAME", "SEX", "BIRTH_DATE")) {
            assertThat(field(pair, field).path("agreement").asText()).as(field).isEqualTo("SAME");
        }

        assertThat(desk.judge(FIRST, A, B, true).status()).isEqualTo(201);

        assertThat(desk.queue(QueueKind.LARGE_BLOCK)).isEmpty();
        assertThat(desk.personOf(A)).isEqualTo(desk.personOf(B));
        assertThat(desk.withdraw(FIRST, A, B).status()).isEqualTo(201);
        assertThat(desk.judge(FIRST, A, B, false).status()).isEqualTo(201);
        assertThat(desk.queue(QueueKind.LARGE_BLOCK)).isEmpty();
    }

    // ---- judgements that contradict each other

    /** Reviewers cannot say so: it comes of what was kept before, by a server that let it pass or from two backups. */
    @Test
    void judgementsThatContradictShouldBeShownUntilOneIsWithdrawn() throws Exception {
        String facility = "1387800008";
        ReviewDesk desk = desk(facility);
        desk.send(A, "原^茜^^^^^L^I", "19470630", "F", insured("38", "1", "01"));
        desk.send(B, "堤^茜^^^^^L^I", "19520811", "F", insured("38", "2", "01"));
        desk.send(C, "辻^茜^^^^^L^I", "19681105", "F", insured("38", "3", "01"));
        desk.settle();
        assertThat(desk.judge(FIRST, A, B, true).status()).isEqualTo(201);
        assertThat(desk.judge(FIRST, B, C, true).status()).isEqualTo(201);
        assertThat(desk.judge(FIRST, A, C, false).refused()).isEqualTo("CONTRADICTS");
        Pair against = Pair.of(
                new RecordKey(facility, desk.record(A).toString()),
                new RecordKey(facility, desk.record(C).toString()));
        persons.change(store -> {
            store.judge(new Judgement(against, false));
            return rules.now()
                    .index()
                    .recheck(
                            store,
                            List.of(against.low(), against.high()),
                            new Cause(Cause.Kind.JUDGEMENT, "former", "kept before"));
        });

        JsonNode item = only(desk.queue(QueueKind.JUDGEMENTS));

        assertThat(item.path("kind").asText()).isEqualTo("JUDGEMENTS");
        assertThat(item.path("rung").asText()).isEqualTo("judged");
        assertThat(ReviewDesk.records(item)).isEqualTo(desk.records(A, B, C));
        assertThat(ReviewDesk.pairs(item)).containsExactly(desk.pairOf(A, C));
        assertThat(desk.pair(FIRST, A, C).json().path("judgement").asText()).isEqualTo("APART");
        assertThat(new TreeSet<>(List.of(desk.personOf(A), desk.personOf(B), desk.personOf(C))))
                .as("none of them counts")
                .hasSize(3);

        assertThat(desk.withdraw(FIRST, B, C).status()).isEqualTo(201);

        assertThat(desk.queue(QueueKind.JUDGEMENTS)).isEmpty();
        assertThat(desk.personOf(A)).isEqualTo(desk.personOf(B));
        assertThat(desk.personOf(C)).isNotEqualTo(desk.personOf(A));
    }
}
