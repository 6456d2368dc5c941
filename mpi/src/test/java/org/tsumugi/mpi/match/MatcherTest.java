package org.tsumugi.mpi.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RandomRecords;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Records;
import org.tsumugi.mpi.Sex;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.index.MemoryIndexStore;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.rule.RulesFile;
import org.tsumugi.mpi.score.Feature;
import org.tsumugi.mpi.score.Model;
import org.tsumugi.mpi.score.Part;
import org.tsumugi.mpi.score.Pattern;
import org.tsumugi.mpi.score.Terms;

class MatcherTest {

    private static final KanjiForms FORMS = KanjiForms.curated();
    private static final Cause FEED = new Cause(Cause.Kind.FEED, "feed", "");

    private final MemoryIndexStore store = new MemoryIndexStore();
    private final Normalizer normalizer = new Normalizer(FORMS);
    private final RecordComparer comparer = new RecordComparer(FORMS);
    private final PersonIndex index = new PersonIndex(RulesFile.standard(), normalizer, comparer, new SearchKeys());
    private final Matcher matcher = new Matcher(RulesFile.standard(), normalizer, comparer, Model.initial());

    @BeforeEach
    void fill() {
        keep(
                Records.record("f1", "a")
                        .name("渡邊", "花子")
                        .kana("ワタナベ", "ハナコ")
                        .at("1000001", "03-1234-5678")
                        .insured("06130012", "12", "345", "01"),
                Records.record("f2", "b").name("鈴木", "一郎").kana("スズキ", "イチロウ").sex(Sex.MALE),
                Records.record("f3", "c").name("佐藤", "桜").kana("サトウ", "サクラ").born("19720315"));
    }

    @Test
    void matchShouldBeCertainWhenTheLadderLinks() {
        Candidate found = first(Records.record("q", "q").name("佐藤", "花子").insured("06130012", "12", "345", "01"));

        assertThat(found.record().patient()).isEqualTo("a");
        assertThat(found.grade()).isEqualTo(Grade.CERTAIN);
        assertThat(found.rung()).isEqualTo("individual-number");
    }

    @Test
    void matchShouldBeProbableAtMostWhenEverythingAgreesButNoNumber() {
        Candidate found = first(
                Records.record("q", "q").name("渡辺", "花子").kana("ワタナベ", "ハナコ").at("1000001", "0312345678"));

        assertThat(found.record().patient()).isEqualTo("a");
        assertThat(found.grade()).isEqualTo(Grade.PROBABLE);
        assertThat(found.rung()).isEmpty();
        assertThat(found.score().weight())
                .isCloseTo(
                        found.score().parts().stream().mapToDouble(Part::weight).sum(),
                        org.assertj.core.data.Offset.offset(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"19500701", "19500117", "19130107", "1950", "昭和25年1月7日"})
    void matchShouldFindWhomATypingErrorInTheBirthDateHides(String born) {
        assertThat(first(Records.record("q", "q")
                                .name("渡辺", "花子")
                                .kana("ワタナベ", "ハナコ")
                                .born(born))
                        .record()
                        .patient())
                .isEqualTo("a");
    }

    @Test
    void matchShouldFindWhomMarriageGaveAnotherName() {
        Candidate found = first(
                Records.record("q", "q").name("高橋", "桜").kana("タカハシ", "サクラ").born("19720315"));

        assertThat(found.record().patient()).isEqualTo("c");
        assertThat(found.grade()).isIn(Grade.POSSIBLE, Grade.PROBABLE);
    }

    @Test
    void evidenceShouldMakeACandidateHoweverManyRecordsThereAre() {
        Model many = new Model("many", 1e-9, 6, Model.initial().odds(), Map.of());
        Pattern born = Pattern.NOTHING.with(Feature.BIRTH_DATE, "SAME");
        Pattern little = born.with(Feature.GIVEN_NAME, "DIFFERENT").with(Feature.FAMILY_NAME, "DIFFERENT");

        assertThat(Matcher.isPossible(many.score(born, Terms.NONE))).isTrue();
        assertThat(Matcher.isPossible(many.score(little, Terms.NONE))).isFalse();
        assertThat(Matcher.isPossible(Model.initial().score(little, Terms.NONE)))
                .isTrue();
        assertThat(Matcher.isPossible(Model.initial().score(little.with(Feature.READING, "DIFFERENT"), Terms.NONE)))
                .isFalse();
    }

    @Test
    void matchShouldNotBeCertainWhenAnotherRecordOfThePersonForbidsIt() {
        Records asked = Records.record("q", "q").name("渡辺", "鞠").insured("39130012", "", "12345674", "");
        keep(Records.record("f4", "d").name("渡辺", "鞠").insured("39130012", "", "12345674", ""));
        assertThat(match(asked).get(0).grade()).isEqualTo(Grade.CERTAIN);

        keep(Records.record("f4", "e").name("渡辺", "鞠").born("1962-05-05"));
        Pair ofOne = Pair.of(new RecordKey("f4", "d"), new RecordKey("f4", "e"));
        store.judge(new Judgement(ofOne, true));
        index.recheck(store, List.of(ofOne.low(), ofOne.high()), FEED);

        assertThat(match(asked).get(0).grade()).isNotEqualTo(Grade.CERTAIN);
    }

    @Test
    void matchShouldNotOfferARecordToItself() {
        PatientRecord known = store.records().get(0);

        assertThat(matcher.match(store, known).candidates())
                .noneMatch(candidate -> candidate.record().equals(known.key()));
    }

    @Test
    void matchShouldLeaveOutAKeyThatTooManyShareAndSaySo() {
        List<PatientRecord> crowd = new ArrayList<>();
        for (int i = 0; i <= Matcher.MOST_OF_ONE_KEY; i++) {
            crowd.add(Records.record("f5", "p" + i)
                    .name("山本", "太" + (char) ('一' + i))
                    .born("19610203")
                    .make());
        }
        index.update(store, crowd, Set.of(), FEED);

        Matcher.Answer answer = matcher.match(
                store, Records.record("q", "q").name("山本", "林").born("19610203").make());

        assertThat(answer.narrowed()).isTrue();
        assertThat(answer.candidates()).isEmpty();
    }

    @Test
    void matchShouldFindThoseInACrowdWhoShareMoreThanOneKey() {
        List<PatientRecord> crowd = new ArrayList<>();
        for (int i = 0; i <= Matcher.MOST_OF_ONE_KEY; i++) {
            crowd.add(Records.record("f5", "p%04d".formatted(i))
                    .name("山本", "太" + (char) ('一' + i))
                    .born("19610203")
                    .make());
            crowd.add(Records.record("f6", "n%04d".formatted(i))
                    .name("山本", "林")
                    .kana("ヤマモト", "ハヤシ")
                    .born("%d0101".formatted(1000 + i))
                    .make());
        }
        crowd.add(Records.record("f7", "x")
                .name("山本", "林")
                .kana("ヤマモト", "ハヤシ")
                .born("19610203")
                .make());
        index.update(store, crowd, Set.of(), FEED);

        Matcher.Answer answer = matcher.match(
                store,
                Records.record("q", "q")
                        .name("山本", "林")
                        .kana("ヤマモト", "ハヤシ")
                        .born("19610203")
                        .make());

        assertThat(answer.narrowed()).isTrue();
        assertThat(answer.candidates().get(0).record().patient()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void matchShouldBeCertainOnlyWhereTheIndexWouldLink(long seed) {
        RandomRecords source = new RandomRecords(seed, 25);
        for (int i = 0; i < 40; i++) {
            index.update(store, Set.of(source.next()), Set.of(), FEED);
        }
        int sure = 0;
        for (int i = 0; i < 60; i++) {
            PatientRecord query = source.next();
            PatientRecord asked = new PatientRecord(
                    new RecordKey("q", "q" + i),
                    query.names(),
                    query.sex(),
                    query.birthDate(),
                    query.insurances(),
                    query.identifiers(),
                    query.postalCode(),
                    query.phones());
            List<Candidate> certain = matcher.match(store, asked).candidates().stream()
                    .filter(candidate -> candidate.grade() == Grade.CERTAIN)
                    .toList();
            index.update(store, Set.of(asked), Set.of(), FEED);
            Long person = store.persons().get(asked.key());
            assertThat(certain).hasSizeLessThan(2);
            assertThat(certain).allSatisfy(one -> assertThat(store.persons()).containsEntry(one.record(), person));
            sure += certain.size();
            index.update(store, Set.of(), Set.of(asked.key()), FEED);
        }
        assertThat(sure).isPositive();
    }

    private void keep(Records... records) {
        index.update(store, List.of(records).stream().map(Records::make).toList(), Set.of(), FEED);
    }

    private List<Candidate> match(Records query) {
        return matcher.match(store, query.make()).candidates();
    }

    private Candidate first(Records query) {
        List<Candidate> candidates = match(query);
        assertThat(candidates).isNotEmpty();
        return candidates.get(0);
    }
}
