package org.tsumugi.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.rule.RulesFile;
import org.tsumugi.server.mpi.PersonDirectory;
import org.tsumugi.server.mpi.PersonRig;

/** What becomes of what reviewers say, with two eyes and with four. */
class ReviewsIT {

    private static final String ONE = "hanako";
    private static final String OTHER = "taro";
    private static final String WHY = "telephoned the ward";

    private final PersonRig rig = new PersonRig();
    private final ReviewTable table = new ReviewTable(rig.jdbc, rig.clock);
    private final ReviewActions actions = new ReviewActions(rig.jdbc, rig.clock);
    private final Reviews alone = new Reviews(rig.persons, rig.rules, table, actions, false);
    private final Reviews together = new Reviews(rig.persons, rig.rules, table, actions, true);
    private final Views views = new Views(rig.jdbc, rig.persons, new PersonDirectory(rig.jdbc), rig.rules, table);

    @AfterEach
    void close() {
        rig.close();
    }

    private Answer say(Reviews reviews, String patient, String other, Verdict verdict) {
        return say(reviews, patient, other, verdict, seen(patient, other));
    }

    private static Answer say(Reviews reviews, String patient, String other, Verdict verdict, @Nullable String seen) {
        return reviews.say(ONE, new Word(PersonRig.id(patient), PersonRig.id(other), false, verdict, WHY, seen));
    }

    private Answer confirm(String reviewer, long proposal, String reason) {
        return confirm(together, reviewer, proposal, reason);
    }

    private Answer confirm(Reviews reviews, String reviewer, long proposal, String reason) {
        String seen = views.proposal(proposal).map(ReviewsIT::seen).orElse(null);
        return reviews.confirm(reviewer, proposal, reason, seen);
    }

    private Answer preview(String patient, String other, boolean all, Verdict verdict) {
        return alone.preview(ONE, new Word(PersonRig.id(patient), PersonRig.id(other), all, verdict, "", null));
    }

    /** Of the patient and the whole person whose the other record is. */
    private Answer sayOfAll(Reviews reviews, String patient, String other, Verdict verdict) {
        String seen = views.pair(PersonRig.id(patient), PersonRig.id(other), true)
                .map(ReviewsIT::seen)
                .orElse(null);
        return reviews.say(ONE, new Word(PersonRig.id(patient), PersonRig.id(other), true, verdict, WHY, seen));
    }

    /** What a reviewer sees of two records now; null when one of them is not there. */
    private @Nullable String seen(String patient, String other) {
        return views.pair(PersonRig.id(patient), PersonRig.id(other), false)
                .map(ReviewsIT::seen)
                .orElse(null);
    }

    private static String seen(ObjectNode view) {
        return view.path("seen").asText();
    }

    /** All that a facility said of a patient is gone. */
    private void remove(String patient) {
        rig.persons.change(store -> rig.rules
                .now()
                .index()
                .update(store, List.of(), List.of(PersonRig.key(patient)), new Cause(Cause.Kind.FEED, "feed", "")));
    }

    private static long number(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Kept.class);
        return ((Answer.Kept) answer).review();
    }

    private static void assertRefused(Answer answer, Answer.Why why) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private List<String> decisions() {
        return rig.jdbc.queryForList(
                "select person || ' ' || cause || ' ' || actor || ' ' || reason from tsumugi.person_decision order by decision",
                String.class);
    }

    @Test
    void sayingSameShouldMergeAndWithdrawingShouldRestoreExactly() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "1"), PersonRig.insured("c", "2"));
        Map<String, Long> before = rig.partition();
        List<Map<String, Object>> ids = rig.ids();
        int decided = decisions().size();

        assertThat(say(alone, "b", "c", Verdict.SAME)).isEqualTo(new Answer.Kept(1, false, new Effect(2, 1)));

        assertThat(rig.partition().values()).containsOnly(rig.personOf("a"));
        assertThat(rig.ids()).isEqualTo(ids);
        assertThat(decisions().subList(decided, decisions().size()))
                .hasSize(2)
                .allSatisfy(decision -> assertThat(decision).endsWith(" JUDGEMENT " + ONE + " " + WHY));

        number(say(alone, "c", "b", Verdict.WITHDRAW));

        assertThat(rig.partition()).isEqualTo(before);
        assertThat(rig.ids()).isEqualTo(ids);
        assertThat(decisions()).hasSize(decided + 4);
    }

    @Test
    void sayingApartShouldSplitAndWithdrawingShouldRestoreExactly() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "1"));
        Map<String, Long> before = rig.partition();
        List<Map<String, Object>> ids = rig.ids();

        number(say(alone, "a", "b", Verdict.APART));

        assertThat(rig.personOf("a")).isNotEqualTo(rig.personOf("b"));
        assertThat(rig.ids()).hasSize(2).startsWith(ids.get(0));

        number(say(alone, "a", "b", Verdict.WITHDRAW));

        assertThat(rig.partition()).isEqualTo(before);
        assertThat(rig.ids()).hasSize(2).startsWith(ids.get(0));

        number(say(alone, "a", "b", Verdict.APART));
        assertThat(rig.ids()).as("who was split before has the ID of then").hasSize(2);
        assertThat(rig.jdbc.queryForObject("select count(*) from tsumugi.person_judgement", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void proposalShouldChangeNothingUntilAnotherReviewerConfirmsIt() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"));
        Map<String, Long> before = rig.partition();

        Answer proposed = say(together, "a", "b", Verdict.SAME);

        assertThat(proposed)
                .isInstanceOfSatisfying(
                        Answer.Kept.class, kept -> assertThat(kept.waiting()).isTrue());
        long proposal = number(proposed);
        assertThat(rig.partition()).isEqualTo(before);
        assertRefused(say(together, "b", "a", Verdict.APART), Answer.Why.PROPOSAL_WAITING);
        assertRefused(confirm(ONE, proposal, ""), Answer.Why.SAME_REVIEWER);
        assertRefused(together.reject(ONE, proposal, WHY), Answer.Why.SAME_REVIEWER);
        assertThat(rig.partition()).isEqualTo(before);

        number(confirm(OTHER, proposal, "saw it, too"));

        assertThat(rig.personOf("a")).isEqualTo(rig.personOf("b"));
        assertThat(decisions()).last().asString().endsWith(" JUDGEMENT " + ONE + ", " + OTHER + " " + WHY);
        assertRefused(confirm(OTHER, proposal, ""), Answer.Why.ANSWERED);
        assertRefused(together.reject(OTHER, proposal, WHY), Answer.Why.ANSWERED);
        assertRefused(confirm(OTHER, 4711, ""), Answer.Why.UNKNOWN);

        long withdrawal = number(say(together, "a", "b", Verdict.WITHDRAW));
        assertThat(rig.personOf("a")).isEqualTo(rig.personOf("b"));
        number(confirm(OTHER, withdrawal, ""));
        assertThat(rig.partition()).isEqualTo(before);
    }

    @Test
    void rejectedProposalShouldNeverCount() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"));
        Map<String, Long> before = rig.partition();
        long proposal = number(say(together, "a", "b", Verdict.SAME));

        number(together.reject(OTHER, proposal, "another given name"));

        assertThat(rig.partition()).isEqualTo(before);
        assertRefused(confirm(OTHER, proposal, ""), Answer.Why.ANSWERED);
        assertThat(table.about(List.of(PersonRig.key("a")), 10))
                .extracting(Review::act)
                .containsExactly(Act.REJECTED, Act.PROPOSED);
        number(say(together, "a", "b", Verdict.APART));
    }

    @Test
    void proposalShouldStayOneWhenFourEyesAreNoLongerWanted() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"));
        Map<String, Long> before = rig.partition();
        long proposal = number(say(together, "a", "b", Verdict.SAME));

        assertRefused(say(alone, "a", "b", Verdict.SAME), Answer.Why.PROPOSAL_WAITING);
        assertRefused(confirm(alone, ONE, proposal, ""), Answer.Why.SAME_REVIEWER);
        assertThat(rig.partition()).isEqualTo(before);

        number(confirm(alone, OTHER, proposal, ""));
        assertThat(rig.personOf("a")).isEqualTo(rig.personOf("b"));
    }

    /** Nobody is left to decide about, and it must not wait for ever. */
    @Test
    void proposalAboutARecordThatIsGoneShouldOnlyBeRejected() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"));
        long proposal = number(say(together, "a", "b", Verdict.SAME));
        rig.persons.change(store -> rig.rules
                .now()
                .index()
                .update(store, List.of(), List.of(PersonRig.key("b")), new Cause(Cause.Kind.FEED, "feed", "")));

        assertRefused(confirm(OTHER, proposal, ""), Answer.Why.UNKNOWN);
        assertThat(idsOf(views.queue(QueueKind.PROPOSAL, null, 50))).containsExactly("proposal-" + proposal);
        number(together.reject(OTHER, proposal, "the hospital took it back"));
        assertThat(idsOf(views.queue(QueueKind.PROPOSAL, null, 50))).isEmpty();
    }

    @Test
    void proposalShouldGetOneAnswerWhenSeveralReviewersAnswerAtOnce() throws Exception {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"));
        long proposal = number(say(together, "a", "b", Verdict.SAME));
        List<Callable<Answer>> answers = new ArrayList<>();
        for (int reviewer = 0; reviewer < 4; reviewer++) {
            String name = "reviewer-" + reviewer;
            answers.add(() -> confirm(name, proposal, ""));
            answers.add(() -> together.reject(name, proposal, WHY));
        }
        ExecutorService reviewers = Executors.newFixedThreadPool(4);
        List<Answer> given = new ArrayList<>();
        try {
            for (Future<Answer> answer : reviewers.invokeAll(answers)) {
                given.add(answer.get());
            }
        } finally {
            reviewers.shutdownNow();
        }

        assertThat(given).filteredOn(Answer.Kept.class::isInstance).hasSize(1);
        assertThat(given)
                .filteredOn(Answer.Refused.class::isInstance)
                .allSatisfy(answer -> assertRefused(answer, Answer.Why.ANSWERED));
        Review last = table.about(List.of(PersonRig.key("a")), 10).get(0);
        assertThat(rig.personOf("a") == rig.personOf("b")).isEqualTo(last.act() == Act.CONFIRMED);
    }

    @Test
    void contradictionShouldBeRefusedWithWhatIsInTheWay() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"), PersonRig.insured("c", "3"));
        number(say(alone, "a", "b", Verdict.SAME));
        number(say(alone, "b", "c", Verdict.SAME));
        Map<String, Long> before = rig.partition();

        Answer answer = say(alone, "a", "c", Verdict.APART);

        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Answer.Why.CONTRADICTS);
            assertThat(refused.judgements()).hasSize(2);
        });
        assertRefused(say(alone, "a", "b", Verdict.APART), Answer.Why.CONTRADICTS);
        assertRefused(say(alone, "a", "c", Verdict.WITHDRAW), Answer.Why.NOT_JUDGED);
        assertThat(rig.partition()).isEqualTo(before);
        assertThat(rig.jdbc.queryForObject("select count(*) from tsumugi.person_doubt", Integer.class))
                .isZero();
        assertRefused(say(alone, "a", "nobody", Verdict.SAME), Answer.Why.UNKNOWN);
    }

    /** A confirmation comes later than its proposal: what is in force may be other by then. */
    @Test
    void confirmationShouldBeRefusedWhenItContradictsByThen() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"), PersonRig.insured("c", "3"));
        long proposal = number(say(together, "a", "c", Verdict.SAME));
        number(say(alone, "a", "b", Verdict.SAME));
        number(say(alone, "b", "c", Verdict.APART));

        assertRefused(confirm(OTHER, proposal, ""), Answer.Why.CONTRADICTS);
        number(together.reject(OTHER, proposal, "b is not c"));
    }

    /** The reviewer looked at something else than what the word would be kept with. */
    @Test
    void sayingShouldBeRefusedWhenTheRecordsAreNotThoseThatWereSeen() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"));
        String seen = Objects.requireNonNull(seen("a", "b"));
        assertThat(seen).matches("[0-9a-f]{64}").isEqualTo(seen("b", "a"));
        rig.feed(PersonRig.record("b", "鈴木", "一子", "1960-02-03", "2"));
        Map<String, Long> before = rig.partition();

        for (String other : Arrays.asList(seen, null, "")) {
            assertRefused(say(alone, "a", "b", Verdict.SAME, other), Answer.Why.NOT_WHAT_WAS_SEEN);
            assertRefused(say(alone, "a", "b", Verdict.APART, other), Answer.Why.NOT_WHAT_WAS_SEEN);
        }

        assertThat(rig.partition()).isEqualTo(before);
        assertThat(rig.jdbc.queryForObject("select count(*) from tsumugi.person_review", Integer.class))
                .isZero();
        assertThat(rig.jdbc.queryForObject("select count(*) from tsumugi.review_action", Integer.class))
                .as("who tried is written down")
                .isEqualTo(6);
        number(say(alone, "a", "b", Verdict.APART));
    }

    @Test
    void confirmationShouldBeRefusedWhenTheRecordsAreNotThoseThatWereSeen() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"));
        String seen = Objects.requireNonNull(seen("a", "b"));
        long proposal = number(say(together, "a", "b", Verdict.SAME));
        rig.feed(PersonRig.insured("b", "3"));

        assertRefused(together.confirm(OTHER, proposal, "", seen), Answer.Why.NOT_WHAT_WAS_SEEN);
        assertRefused(together.confirm(OTHER, proposal, "", null), Answer.Why.NOT_WHAT_WAS_SEEN);
        assertThat(rig.personOf("a")).isNotEqualTo(rig.personOf("b"));

        number(confirm(OTHER, proposal, ""));
        assertThat(rig.personOf("a")).isEqualTo(rig.personOf("b"));
    }

    @Test
    void seenShouldBeOtherUnderOtherRules() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"));
        String seen = seen("a", "b");
        rig.jdbc.update("update tsumugi.person_rules set current = false");
        rig.jdbc.update(
                "insert into tsumugi.person_rules (version, body, current) values ('2', ?, true)",
                RulesFile.standardText().replace("version: \"1\"", "version: \"2\""));

        assertThat(seen("a", "b")).isNotEqualTo(seen);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withdrawingShouldNeedNoRecord(boolean fourEyes) {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"), PersonRig.insured("c", "3"));
        number(say(alone, "a", "b", Verdict.SAME));
        remove("b");
        assertRefused(say(alone, "a", "b", Verdict.APART), Answer.Why.UNKNOWN);
        assertRefused(say(alone, "c", "b", Verdict.WITHDRAW), Answer.Why.UNKNOWN);

        long said = number(say(fourEyes ? together : alone, "b", "a", Verdict.WITHDRAW));
        if (fourEyes) {
            number(together.confirm(OTHER, said, "", null));
        }

        assertThat(rig.jdbc.queryForObject("select count(*) from tsumugi.person_judgement", Integer.class))
                .isZero();
        rig.feed(PersonRig.insured("b", "2"));
        assertThat(rig.personOf("a")).isNotEqualTo(rig.personOf("b"));
    }

    /** One record that is judged apart from one of four takes all four apart: which of the others are whose nobody has said. */
    @Test
    void previewShouldSayWhatAJudgementDoesToAllAndChangeNothing() {
        rig.feed(
                PersonRig.insured("a", "1"),
                PersonRig.insured("b", "1"),
                PersonRig.insured("c", "1"),
                PersonRig.insured("d", "1"));
        Map<String, Long> before = rig.partition();

        Answer preview = preview("a", "d", false, Verdict.APART);

        assertThat(preview).isEqualTo(new Answer.Tried(new Effect(4, 3)));
        assertThat(rig.partition()).isEqualTo(before);
        assertThat(rig.jdbc.queryForObject("select count(*) from tsumugi.person_judgement", Integer.class))
                .isZero();
        assertThat(say(together, "a", "d", Verdict.APART))
                .isInstanceOfSatisfying(
                        Answer.Kept.class, kept -> assertThat(kept.effect()).isEqualTo(new Effect(4, 3)));
        assertThat(rig.partition()).as("a proposal").isEqualTo(before);
        assertThat(confirm(OTHER, 1, ""))
                .isInstanceOfSatisfying(
                        Answer.Kept.class, kept -> assertThat(kept.effect()).isEqualTo(new Effect(4, 3)));
        assertThat(new HashSet<>(rig.partition().values())).hasSize(4);
        assertRefused(preview("a", "d", false, Verdict.SAME), Answer.Why.CONTRADICTS);

        number(say(alone, "b", "d", Verdict.APART));
        number(say(alone, "c", "d", Verdict.APART));
        assertThat(rig.personOf("a")).isEqualTo(rig.personOf("b")).isEqualTo(rig.personOf("c"));
        assertThat(rig.personOf("d")).isNotEqualTo(rig.personOf("a"));
        for (String other : List.of("a", "b", "c")) {
            number(say(alone, other, "d", Verdict.WITHDRAW));
        }
        assertThat(rig.partition()).isEqualTo(before);
    }

    private void feedFourOfOne() {
        rig.feed(
                PersonRig.insured("a", "1"),
                PersonRig.insured("b", "1"),
                PersonRig.insured("c", "1"),
                PersonRig.insured("d", "1"));
    }

    private List<Map<String, Object>> judgements() {
        return rig.jdbc.queryForList("select same from tsumugi.person_judgement");
    }

    @Test
    void recordShouldBeJudgedApartFromAPersonAndTakenBackAtOnce() {
        feedFourOfOne();
        Map<String, Long> before = rig.partition();
        assertThat(views.pair(PersonRig.id("d"), PersonRig.id("b"), true)
                        .orElseThrow()
                        .path("others"))
                .hasSize(2);
        assertThat(preview("d", "b", true, Verdict.APART)).isEqualTo(new Answer.Tried(new Effect(2, 1)));

        assertThat(sayOfAll(alone, "d", "b", Verdict.APART)).isEqualTo(new Answer.Kept(1, false, new Effect(2, 1)));

        assertThat(rig.personOf("a")).isEqualTo(rig.personOf("b")).isEqualTo(rig.personOf("c"));
        assertThat(rig.personOf("d")).isNotEqualTo(rig.personOf("a"));
        assertThat(judgements()).hasSize(3).containsOnly(Map.of("same", false));
        assertThat(rig.jdbc.queryForList("select part_of from tsumugi.person_review order by review", Long.class))
                .containsExactly(null, 1L, 1L);
        assertThat(rig.jdbc.queryForList("select kind from tsumugi.person_doubt where closed_at is null", String.class))
                .as("nothing is cut")
                .doesNotContain("CUT");
        assertRefused(sayOfAll(alone, "d", "b", Verdict.APART), Answer.Why.CONTRADICTS);

        number(sayOfAll(alone, "c", "d", Verdict.WITHDRAW));

        assertThat(judgements()).isEmpty();
        assertThat(rig.partition()).isEqualTo(before);
        assertRefused(sayOfAll(alone, "c", "d", Verdict.WITHDRAW), Answer.Why.NOT_JUDGED);
    }

    /** What was said of one pair before stays when what was said of all is taken back. */
    @Test
    void takingBackWhatWasSaidOfAllShouldLeaveWhatWasSaidBefore() {
        feedFourOfOne();
        number(say(alone, "a", "d", Verdict.APART));
        number(say(alone, "a", "b", Verdict.SAME));

        number(sayOfAll(alone, "d", "b", Verdict.APART));
        int all = judgements().size();
        number(sayOfAll(alone, "d", "b", Verdict.WITHDRAW));

        assertThat(all).isGreaterThan(2);
        assertThat(judgements()).hasSize(2);
    }

    @Test
    void takingBackShouldLeaveWhatWasSaidAnewOfOnePair() {
        feedFourOfOne();
        number(sayOfAll(alone, "d", "b", Verdict.APART));
        number(say(alone, "d", "c", Verdict.WITHDRAW));
        number(say(alone, "d", "c", Verdict.APART));
        long rejected = number(say(together, "a", "b", Verdict.APART));
        number(together.reject(OTHER, rejected, "one person"));

        number(sayOfAll(alone, "d", "b", Verdict.WITHDRAW));

        assertThat(rig.jdbc.queryForList("select low::text || high::text from tsumugi.person_judgement", String.class))
                .singleElement()
                .asString()
                .contains(PersonRig.id("c").toString(), PersonRig.id("d").toString());
    }

    @Test
    void takingBackShouldLeaveThatTwoWereSaidToBeOneSince() {
        feedFourOfOne();
        number(sayOfAll(alone, "d", "b", Verdict.APART));
        number(say(alone, "d", "c", Verdict.WITHDRAW));
        number(say(alone, "d", "c", Verdict.SAME));

        number(sayOfAll(alone, "d", "b", Verdict.WITHDRAW));

        assertThat(rig.jdbc.queryForList("select same from tsumugi.person_judgement", Boolean.class))
                .containsExactly(true);
    }

    @Test
    void confirmingOfAPersonShouldBeRefusedWhenThePersonHasMoreRecordsByThen() {
        feedFourOfOne();
        long proposal = number(sayOfAll(together, "d", "b", Verdict.APART));
        rig.feed(PersonRig.insured("e", "1"));
        Map<String, Long> before = rig.partition();

        assertRefused(confirm(OTHER, proposal, ""), Answer.Why.NOT_WHAT_WAS_SEEN);
        assertThat(rig.partition()).isEqualTo(before);
        number(together.reject(OTHER, proposal, "the person has more records"));
    }

    @Test
    void recordJudgedApartFromAPersonShouldBeOneProposal() {
        feedFourOfOne();
        Map<String, Long> before = rig.partition();
        long proposal = number(sayOfAll(together, "d", "b", Verdict.APART));

        ObjectNode page = views.queue(null, null, 50);
        assertThat(page.at("/totals/PROPOSAL").asInt()).isEqualTo(1);
        assertThat(page.at("/items/0/pairs")).hasSize(3);
        assertThat(page.at("/items/0/recordCount").asInt()).isEqualTo(4);
        assertThat(page.path("items")).hasSize(1);
        assertThat(views.proposal(proposal).orElseThrow().path("records")).hasSize(4);
        assertThat(rig.partition()).isEqualTo(before);
        assertRefused(say(together, "d", "c", Verdict.APART), Answer.Why.PROPOSAL_WAITING);
        assertRefused(confirm(OTHER, proposal + 1, ""), Answer.Why.UNKNOWN);
        assertRefused(together.confirm(OTHER, proposal, "", seen("d", "b")), Answer.Why.NOT_WHAT_WAS_SEEN);

        number(confirm(OTHER, proposal, ""));

        assertThat(judgements()).hasSize(3);
        assertThat(rig.personOf("d")).isNotEqualTo(rig.personOf("a"));
        assertThat(views.queue(null, null, 50).at("/totals/PROPOSAL").asInt()).isZero();

        long withdrawal = number(sayOfAll(together, "d", "b", Verdict.WITHDRAW));
        number(together.reject(OTHER, withdrawal, "they are two"));
        assertThat(judgements()).hasSize(3);
        long again = number(sayOfAll(together, "d", "b", Verdict.WITHDRAW));
        number(together.confirm(OTHER, again, "", null));
        assertThat(judgements()).isEmpty();
        assertThat(rig.partition()).isEqualTo(before);
    }

    @Test
    void sayingOfAPersonShouldBeRefusedWhenThePersonHasMoreRecordsByThen() {
        feedFourOfOne();
        String seen =
                seen(views.pair(PersonRig.id("d"), PersonRig.id("b"), true).orElseThrow());
        rig.feed(PersonRig.insured("e", "1"));

        assertRefused(
                alone.say(ONE, new Word(PersonRig.id("d"), PersonRig.id("b"), true, Verdict.APART, WHY, seen)),
                Answer.Why.NOT_WHAT_WAS_SEEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update tsumugi.person_review set reason = 'other'",
                "delete from tsumugi.person_review",
                "truncate tsumugi.person_review",
                "update tsumugi.review_action set reviewer = 'other'",
                "delete from tsumugi.review_action",
                "delete from tsumugi.person_decision",
                "delete from tsumugi.person_rules_activation"
            })
    void whatWasSaidShouldStay(String statement) {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"));
        number(say(alone, "a", "b", Verdict.SAME));

        assertThatThrownBy(() -> rig.jdbc.execute(statement)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void whatWasShownShouldBeKeptWithoutWhatTheRecordsSay() {
        rig.feed(
                PersonRig.record("a", "渡邊", "花子", "1950-01-07", "1"),
                PersonRig.record("b", "渡辺", "花子", "1950-01-07", "2"));
        number(say(alone, "a", "b", Verdict.SAME));

        String shown = Objects.requireNonNull(
                rig.jdbc.queryForObject("select shown::text from tsumugi.person_review", String.class));

        assertThat(shown).contains("SAME_IN_OTHER_FORM", "initial-1", "\"rules\": \"1\"", "japanese");
        assertThat(shown).doesNotContain("渡邊", "花子", "1950");
        assertThat(rig.jdbc.queryForList("select subject from tsumugi.review_action", String.class))
                .containsExactly(PersonRig.id("a") + " " + PersonRig.id("b"));
    }

    @Test
    void pairShouldBeTheSameWhicheverComesFirstAndSayEveryBasis() {
        rig.feed(
                PersonRig.record("a", "渡邊", "花子", "1950-01-07", "1"),
                PersonRig.record("b", "渡辺", "花子", "1950-01-08", "1"));

        ObjectNode view =
                views.pair(PersonRig.id("a"), PersonRig.id("b"), false).orElseThrow();

        assertThat(view)
                .isEqualTo(
                        views.pair(PersonRig.id("b"), PersonRig.id("a"), false).orElseThrow());
        assertThat(view.path("vetoes").toString()).isEqualTo("[\"BIRTH_DATE\"]");
        assertThat(view.path("rung").isNull()).isTrue();
        assertThat(view.path("judgement").isNull()).isTrue();
        assertThat(view.at("/one/names/0/given").asText()).isEqualTo("花子");
        assertThat(view.at("/one/insurances/0/number").asText()).isEqualTo("1");
        assertThat(view.at("/one/commonHealthId").asText()).matches("[1-9][0-9]{15}");
        List<String> bases = new ArrayList<>();
        view.path("fields")
                .forEach(field -> field.path("bases").forEach(basis -> {
                    assertThat(basis.path("japanese").asText()).isNotEmpty();
                    assertThat(basis.path("english").asText()).isNotEmpty();
                    bases.add(basis.path("basis").asText());
                }));
        assertThat(bases).isNotEmpty();
        double sum = 0;
        for (var part : view.at("/score/parts")) {
            sum += part.path("bits").asDouble();
        }
        assertThat(view.at("/score/bits").asDouble()).isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(views.pair(PersonRig.id("a"), PersonRig.id("nobody"), false)).isEmpty();
    }

    @Test
    void historyShouldTellMergesSplitsAndWhoSaidSo() {
        rig.feed(PersonRig.insured("a", "1"), PersonRig.insured("b", "2"));
        String id = Objects.requireNonNull(rig.jdbc.queryForObject(
                "select i.id from tsumugi.person_id i where i.patient = ?", String.class, PersonRig.id("b")));
        number(say(alone, "a", "b", Verdict.SAME));

        ObjectNode merged = views.history(id, Long.MAX_VALUE).orElseThrow();

        assertThat(merged.at("/person/records")).hasSize(2);
        assertThat(merged.path("decisions")).hasSize(4);
        assertThat(merged.at("/decisions/0/actor").asText()).isEqualTo(ONE);
        assertThat(merged.at("/decisions/0/reason").asText()).isEqualTo(WHY);
        assertThat(merged.path("decisions").findValues("rung").toString()).contains("judged");
        assertThat(merged.path("reviews")).hasSize(1);

        number(say(alone, "a", "b", Verdict.WITHDRAW));
        ObjectNode apart = views.history(id, Long.MAX_VALUE).orElseThrow();
        assertThat(apart.at("/person/records")).hasSize(1);
        assertThat(apart.path("decisions")).hasSize(3);
        assertThat(apart.path("reviews")).hasSize(2);
        assertThat(views.history(id, apart.at("/decisions/1/decision").asLong())
                        .orElseThrow()
                        .path("decisions"))
                .hasSize(1);
        assertThat(views.history("1000000000000000", Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void queueShouldBeginWithTheMostUrgentAndHaveEachPairOnce() {
        // one number, two dates: a doubt; one name and date without a number, three times: candidates
        rig.feed(
                PersonRig.insured("a", "1"),
                PersonRig.record("b", "鈴木", "一子", "1960-02-03", "1"),
                PersonRig.record("c", "佐藤", "桜", "1970-05-06", ""),
                PersonRig.record("d", "佐藤", "桜", "1970-05-06", ""),
                PersonRig.record("e", "佐藤", "桜", "1970-05-06", ""),
                PersonRig.insured("f", "6"),
                PersonRig.record("g", "高橋", "次子", "1980-07-08", "7"));
        while (rig.suggestions.look() > 0) {
            assertThat(rig.partition()).isNotEmpty();
        }
        long proposal = number(say(together, "f", "g", Verdict.SAME));

        ObjectNode page = views.queue(null, null, 50);

        List<String> kinds = new ArrayList<>();
        page.path("items").forEach(item -> kinds.add(item.path("kind").asText()));
        long candidates = kinds.stream().filter("CANDIDATE"::equals).count();
        assertThat(kinds.subList(0, 2)).containsExactly("PROPOSAL", "VETOED");
        assertThat(candidates).isGreaterThanOrEqualTo(3);
        assertThat(kinds).hasSize((int) candidates + 2);
        assertThat(page.at("/items/0/id").asText()).isEqualTo("proposal-" + proposal);
        assertThat(page.at("/items/0/records/0/commonHealthId").asText()).matches("[1-9][0-9]{15}");
        assertThat(page.at("/totals/PROPOSAL").asInt()).isEqualTo(1);
        assertThat(page.at("/totals/VETOED").asInt()).isEqualTo(1);
        assertThat(page.at("/totals/CANDIDATE").asLong()).isEqualTo(candidates);
        List<String> all = idsOf(page);
        assertThat(all).doesNotHaveDuplicates();

        List<String> one = new ArrayList<>();
        ObjectNode next = views.queue(null, null, 1);
        one.addAll(idsOf(next));
        while (!next.path("next").isNull()) {
            next = views.queue(
                    null, Queue.Cursor.read(next.path("next").asText()).orElseThrow(), 1);
            assertThat(next.has("totals")).isFalse();
            one.addAll(idsOf(next));
        }
        assertThat(one).isEqualTo(all);

        number(say(alone, "c", "d", Verdict.APART));
        List<String> left = idsOf(views.queue(QueueKind.CANDIDATE, null, 50));
        assertThat(left)
                .hasSize((int) candidates - 1)
                .noneMatch(id -> id.contains(PersonRig.id("c") + "-")
                        && id.contains(PersonRig.id("d").toString()));
        number(say(alone, "c", "d", Verdict.WITHDRAW));
        assertThat(idsOf(views.queue(QueueKind.CANDIDATE, null, 50))).hasSize((int) candidates);
    }

    private static List<String> idsOf(ObjectNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "PROPOSAL", "PROPOSAL,x", "VETOED,1,2", "CANDIDATE,1.0,a,b", "CANDIDATE,1.0"})
    void cursorThatIsNoneShouldNotBeRead(String text) {
        assertThat(Queue.Cursor.read(text)).isEmpty();
    }

    @Test
    void cursorShouldBeReadAsItWasWritten() {
        UUID one = PersonRig.id("a");
        assertThat(Queue.Cursor.read("CANDIDATE,1.25E-5," + one + "," + one))
                .hasValueSatisfying(cursor -> assertThat(cursor.weight()).isEqualTo(1.25E-5));
    }
}
