package org.tsumugi.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.server.review.ReviewDesk.FIRST;
import static org.tsumugi.server.review.ReviewDesk.SECOND;
import static org.tsumugi.server.review.ReviewDesk.insured;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.review.ReviewDesk.Said;
import org.tsumugi.server.testing.ServerTest;

/** Two reviewers on a running server that wants both of them. Each test has a hospital whose two patients may be one person. */
@ServerTest
@TestPropertySource(properties = {"tsumugi.demo-clients=true", "tsumugi.person.four-eyes=true"})
class FourEyesIT {

    private static final String ONE = "0000000001";
    private static final String OTHER = "0000000002";

    /** Name and date of birth of the two, for each test others: nobody else is to be their candidate. */
    private static final List<String> WHO = List.of(
            "山田^花子/19500107", "鈴木^桜/19380415", "高橋^美咲/19920930", "伊藤^節/19451224", "渡部^和枝/19710602", "小林^千代/19861119");

    private static int hospitals;

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    private String facility = "";
    private ReviewDesk desk;
    private String first = "";
    private String second = "";

    @BeforeEach
    void sendTwoPatients(TestInfo test) {
        String[] who = WHO.get(hospitals).split("/");
        facility = "13877000%02d".formatted(++hospitals);
        desk = new ReviewDesk(port, jdbc, facility);
        desk.send(ONE, who[0] + "^^^^^L^I", who[1], "F", insured("12", "1" + hospitals, "01"));
        desk.send(OTHER, who[0] + "^^^^^L^I", who[1], "F", insured("12", "2" + hospitals, "01"));
        desk.settle();
        first = desk.personOf(ONE);
        second = desk.personOf(OTHER);
        assertThat(first).as(test.getDisplayName()).isNotEqualTo(second);
    }

    @Test
    void whatOneReviewerSaysShouldWaitAndBeShownAsWaiting() throws Exception {
        assertThat(desk.queue(QueueKind.CANDIDATE)).hasSize(1);

        Said proposed = desk.judge(FIRST, ONE, OTHER, true);

        assertThat(proposed.status()).isEqualTo(202);
        assertThat(proposed.json().path("waiting").asBoolean()).isTrue();
        assertNothingIsDecided();
        assertThat(desk.queue(QueueKind.CANDIDATE))
                .as("it waits for a reviewer, not for a word")
                .isEmpty();
        List<JsonNode> waiting = desk.queue(null);
        assertThat(waiting).hasSize(1);
        JsonNode item = waiting.get(0);
        assertThat(item.path("kind").asText()).isEqualTo("PROPOSAL");
        assertThat(item.path("id").asText()).isEqualTo("proposal-" + proposed.review());
        assertThat(ReviewDesk.records(item)).isEqualTo(desk.records(ONE, OTHER));
        assertThat(ReviewDesk.pairs(item)).containsExactly(desk.pairOf(ONE, OTHER));
        assertThat(item.at("/proposal/reviewer").asText()).isEqualTo(FIRST);
        assertThat(item.at("/proposal/verdict").asText()).isEqualTo("SAME");
        assertThat(item.at("/proposal/act").asText()).isEqualTo("PROPOSED");
        assertThat(item.at("/proposal/reason").asText()).isEqualTo("the ward was asked");
        assertThat(item.at("/proposal/shown/fields")).isNotEmpty();
        for (String reviewer : List.of(FIRST, SECOND)) {
            JsonNode pair = desk.pair(reviewer, ONE, OTHER).json();
            assertThat(pair.at("/proposal/review").asLong()).isEqualTo(proposed.review());
            assertThat(pair.path("judgement").isNull()).isTrue();
        }
    }

    @Test
    void noReviewerShouldAnswerHisOwnProposal() throws Exception {
        long proposal = desk.judge(FIRST, ONE, OTHER, true).review();

        for (String answer : List.of("confirm", "reject")) {
            Said refused = desk.post(FIRST, "proposals/" + proposal + "/" + answer, "{\"reason\":\"it is so\"}");

            assertThat(refused.status()).as(answer).isEqualTo(409);
            assertThat(refused.refused()).isEqualTo("SAME_REVIEWER");
        }
        assertNothingIsDecided();
        for (String reviewer : List.of(FIRST, SECOND)) {
            Said again = desk.judge(reviewer, OTHER, ONE, reviewer.equals(FIRST));
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.refused()).isEqualTo("PROPOSAL_WAITING");
        }
        assertThat(desk.queue(QueueKind.PROPOSAL)).hasSize(1);
    }

    @Test
    void whatTwoReviewersSayShouldTakeEffectInBothNames() throws Exception {
        long proposal = desk.judge(FIRST, ONE, OTHER, true).review();

        Said blind = desk.post(SECOND, "proposals/" + proposal + "/confirm", "");
        assertThat(blind.status()).isEqualTo(409);
        assertThat(blind.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertNothingIsDecided();
        Said confirmed = desk.confirm(SECOND, proposal);

        assertThat(confirmed.status()).isEqualTo(201);
        assertThat(confirmed.json().path("waiting").asBoolean(true)).isFalse();
        assertThat(desk.personOf(ONE)).isEqualTo(first);
        assertThat(desk.personOf(OTHER)).isEqualTo(first);
        assertThat(desk.queue(null)).isEmpty();
        JsonNode pair = desk.pair(FIRST, ONE, OTHER).json();
        assertThat(pair.path("judgement").asText()).isEqualTo("SAME");
        assertThat(pair.path("proposal").isNull()).isTrue();
        JsonNode history = desk.get(FIRST, second + "/decisions").json();
        assertThat(history.at("/person/commonHealthId").asText()).isEqualTo(first);
        assertThat(history.at("/decisions/0/actor").asText()).isEqualTo(FIRST + ", " + SECOND);
        assertThat(history.path("reviews").findValuesAsText("act")).containsExactly("CONFIRMED", "PROPOSED");
        JsonNode seen = new FacilityClient(port, facility)
                .fhir("Patient?identifier=urn:tsumugi:common-health-id%7C" + second)
                .at("/entry/0/resource");
        assertThat(seen.path("link")).hasSize(2);
        assertThat(seen.at("/identifier/0/value").asText()).isEqualTo(first);
        for (String reviewer : List.of(SECOND, FIRST)) {
            Said late = desk.confirm(reviewer, proposal);
            assertThat(late.status()).isEqualTo(409);
        }
        assertThat(desk.post(SECOND, "proposals/" + proposal + "/reject", "{\"reason\":\"late\"}")
                        .refused())
                .isEqualTo("ANSWERED");
    }

    @Test
    void whatASecondReviewerRejectsShouldNeverTakeEffect() throws Exception {
        long proposal = desk.judge(FIRST, ONE, OTHER, true).review();
        String reject = "proposals/" + proposal + "/reject";
        for (String body : List.of("", "{}", "{\"reason\":\" \"}")) {
            assertThat(desk.post(SECOND, reject, body).status())
                    .as("without a reason: " + body)
                    .isEqualTo(400);
        }

        assertThat(desk.post(SECOND, reject, "{\"reason\":\"another mother\"}").status())
                .isEqualTo(201);

        assertNothingIsDecided();
        JsonNode pair = desk.pair(FIRST, ONE, OTHER).json();
        assertThat(pair.path("proposal").isNull()).isTrue();
        assertThat(pair.path("reviews").findValuesAsText("act")).containsExactly("REJECTED", "PROPOSED");
        assertThat(pair.at("/reviews/0/reason").asText()).isEqualTo("another mother");
        assertThat(pair.at("/reviews/0/reviewer").asText()).isEqualTo(SECOND);
        assertThat(desk.confirm(SECOND, proposal).refused()).isEqualTo("ANSWERED");
        assertThat(desk.queue(null))
                .as("nobody has decided about the two")
                .extracting(item -> item.path("kind").asText())
                .containsExactly("CANDIDATE");
        assertThat(desk.judge(SECOND, ONE, OTHER, false).status()).isEqualTo(202);
    }

    @Test
    void takingBackShouldWantTwoReviewersToo() throws Exception {
        long proposal = desk.judge(FIRST, ONE, OTHER, true).review();
        assertThat(desk.confirm(SECOND, proposal).status()).isEqualTo(201);

        Said withdrawal = desk.withdraw(SECOND, ONE, OTHER);

        assertThat(withdrawal.status()).isEqualTo(202);
        assertThat(desk.personOf(OTHER)).isEqualTo(first);
        assertThat(desk.pair(FIRST, ONE, OTHER).json().path("judgement").asText())
                .isEqualTo("SAME");
        assertThat(desk.queue(QueueKind.PROPOSAL))
                .extracting(item -> item.at("/proposal/verdict").asText())
                .containsExactly("WITHDRAW");
        String confirm = "proposals/" + withdrawal.review() + "/confirm";
        assertThat(desk.post(SECOND, confirm, "").refused()).isEqualTo("SAME_REVIEWER");
        assertThat(desk.personOf(OTHER)).isEqualTo(first);

        assertThat(desk.post(FIRST, confirm, "").status()).isEqualTo(201);

        assertNothingIsDecided();
        assertThat(desk.withdraw(FIRST, ONE, OTHER).refused()).isEqualTo("NOT_JUDGED");
    }

    /** The path is there for reviewers alone: a hospital's client and a reader do not learn so much. */
    @Test
    void whoIsNoReviewerShouldNeitherLookNorAnswer() throws Exception {
        Said proposed = desk.judge(FIRST, ONE, OTHER, true);
        List<Map<String, Object>> before = written();
        String body = "{\"one\":\"" + desk.record(ONE) + "\",\"other\":\"" + desk.record(OTHER)
                + "\",\"same\":true,\"reason\":\"x\"}";
        for (String path : List.of(
                "judgements",
                "judgements/withdraw",
                "proposals/" + proposed.review() + "/confirm",
                "proposals/" + proposed.review() + "/reject")) {
            for (String client : List.of("demo-" + facility, "demo-reader")) {
                assertThat(desk.post(client, path, body).status())
                        .as(client + " " + path)
                        .isEqualTo(404);
            }
            assertThat(desk.post(null, path, body).status()).as(path).isEqualTo(401);
        }
        for (String path :
                List.of("queue", "pair/" + desk.record(ONE) + "/" + desk.record(OTHER), first + "/decisions")) {
            for (String client : List.of("demo-" + facility, "demo-reader")) {
                assertThat(desk.get(client, path).status())
                        .as(client + " " + path)
                        .isEqualTo(404);
            }
            assertThat(desk.get(null, path).status()).as(path).isEqualTo(401);
        }
        assertThat(written()).isEqualTo(before);
        assertNothingIsDecided();
    }

    private List<Map<String, Object>> written() {
        return jdbc.queryForList("""
                select (select max(action_id) from tsumugi.review_action) as actions,
                    (select max(review) from tsumugi.person_review) as reviews
                """);
    }

    private void assertNothingIsDecided() {
        assertThat(desk.personOf(ONE)).isEqualTo(first);
        assertThat(desk.personOf(OTHER)).isEqualTo(second);
    }
}
