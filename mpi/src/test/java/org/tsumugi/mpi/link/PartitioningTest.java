package org.tsumugi.mpi.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.mpi.Field;
import org.tsumugi.mpi.FieldEvidence;
import org.tsumugi.mpi.NameBasis;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RandomRecords;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Records;
import org.tsumugi.mpi.Sex;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.RulesFile;

class PartitioningTest {

    private static final KanjiForms FORMS = KanjiForms.curated();
    private static final Rules RULES = RulesFile.read(
            RulesFile.standardText().replace("common-id-systems: []", "common-id-systems: ['urn:example:card']"));

    @Test
    void divideShouldKeepStrangersApartWhenOnlyNameSexAndBirthDateAgree() {
        Partition partition = divide(Records.record("f1", "a"), Records.record("f2", "b"));

        assertThat(persons(partition)).containsExactlyInAnyOrder("a", "b");
        assertThat(partition.doubts()).isEmpty();
    }

    @Test
    void divideShouldLinkByTheIndividualNumberThoughTheNameChanged() {
        Partition partition = divide(
                insured("a", "06130012", "１２", "345", "01").name("山田", "花子"),
                insured("b", "06130012", "12", "0345", "1").name("佐藤", "花子"));

        assertThat(persons(partition)).containsExactly("a b");
        assertThat(partition.links()).singleElement().satisfies(link -> {
            assertThat(link.rung()).isEqualTo("individual-number");
            assertThat(link.evidence())
                    .extracting(FieldEvidence::field)
                    .contains(Field.INDIVIDUAL_NUMBER, Field.NAME, Field.BIRTH_DATE, Field.SEX);
        });
    }

    @Test
    void divideShouldLinkWhatTheFacilityMergedAlsoThroughOthers() {
        Partition partition = divide(
                Records.record("f1", "a").merged("2").name("架空", "花子").born(""),
                Records.record("f1", "b").merged("2").merged("3"),
                Records.record("f1", "c").merged("3").name("佐藤", "花子"),
                Records.record("f1", "d").merged("2-1"),
                Records.record("f2", "e").merged("2"));

        assertThat(persons(partition)).containsExactlyInAnyOrder("a b c", "d", "e");
        assertThat(partition.links()).extracting(Link::rung).containsOnly("merged-by-facility");
        assertThat(partition.doubts()).isEmpty();
    }

    @Test
    void divideShouldDoubtWhatTheFacilityMergedWhenItContradictsItself() {
        Partition partition = divide(
                Records.record("f1", "a").merged("2").born("1950-01-07"),
                Records.record("f1", "b").merged("2").born("1951-02-08"));

        assertThat(persons(partition)).containsExactlyInAnyOrder("a", "b");
        assertThat(partition.doubts()).singleElement().satisfies(doubt -> {
            assertThat(doubt.kind()).isEqualTo(Doubt.Kind.VETOED);
            assertThat(doubt.rung()).isEqualTo("merged-by-facility");
        });
    }

    @Test
    void divideShouldLinkByAFormerNumber() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01"),
                        insured("b", "01130012", "9", "9", "00").formerlyInsured("06130012", "12", "345", "01"))))
                .containsExactly("a b");
    }

    @Test
    void divideShouldLinkByTheHouseholdNumberWhenTheNameAgreesInAnotherForm() {
        Partition partition = divide(
                insured("a", "06130012", "12", "345", "").name("渡邊", "花子"),
                insured("b", "06130012", "12", "345", "").name("渡辺", "花子"));

        assertThat(persons(partition)).containsExactly("a b");
        assertThat(partition.links().get(0).evidence())
                .filteredOn(evidence -> evidence.field() == Field.NAME)
                .flatExtracting(FieldEvidence::bases)
                .allMatch(basis -> ((NameBasis) basis).isLinking())
                .isNotEmpty();
    }

    @Test
    void divideShouldNotLinkByTheHouseholdNumberWhenOnlyTheReadingOfTheNameAgrees() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "")
                                .name("山田", "裕子")
                                .kana("ヤマダ", "ユウコ"),
                        insured("b", "06130012", "12", "345", "")
                                .name("山田", "祐子")
                                .kana("ヤマダ", "ユウコ"))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void divideShouldKeepTwinsApartThoughTheirBranchIsTheSame() {
        Partition partition = divide(
                insured("a", "06130012", "12", "345", "02").name("山田", "一郎").sex(Sex.MALE),
                insured("b", "06130012", "12", "345", "02").name("山田", "二郎").sex(Sex.MALE));

        assertThat(persons(partition)).containsExactlyInAnyOrder("a", "b");
        assertThat(partition.doubts())
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.kind()).isEqualTo(Doubt.Kind.VETOED));
    }

    @Test
    void divideShouldKeepTwinsApartWhenOneHospitalDoesNotPartTheirNames() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "02")
                                .name("山田　一郎", "")
                                .sex(Sex.MALE),
                        insured("b", "06130012", "12", "345", "02")
                                .name("山田", "二郎")
                                .sex(Sex.MALE))))
                .containsExactlyInAnyOrder("a", "b");
    }

    /** Both fall out of the comparison of given names: the one name is unparted, the other turned round. */
    @Test
    void divideShouldKeepTwinsApartWhenTheirGivenNamesCannotBeCompared() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "00")
                                .name("山田友菜", "")
                                .kana("ヤマダユナ", ""),
                        insured("b", "06130012", "12", "345", "00")
                                .name("茉菜", "山田")
                                .kana("ヤマダ", "マナ"))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void divideShouldKeepFatherAndSonApartWhenTheirNamesReadTheSame() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "")
                                .name("山田", "宏")
                                .kana("ヤマダ", "ヒロシ")
                                .sex(Sex.MALE)
                                .born("19500107"),
                        insured("b", "06130012", "12", "345", "")
                                .name("山田", "浩")
                                .kana("ヤマダ", "ヒロシ")
                                .sex(Sex.MALE)
                                .born("19800107"))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"19500701", "19130107", "19500108", "19490107", ""})
    void divideShouldNotLinkWhenTheBirthDateIsNotTheSame(String other) {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01"),
                        insured("b", "06130012", "12", "345", "01").born(other))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void divideShouldLinkAtSeventyFiveByTheLateElderlyNumber() {
        Partition partition =
                divide(insured("a", "39130012", "", "12345674", ""), insured("b", "39130012", "", "１２３４５６７４", ""));

        assertThat(partition.links()).extracting(Link::rung).containsExactly("late-elderly-number");
    }

    @Test
    void divideShouldNotLinkByTheHouseholdOfTheLateElderly() {
        assertThat(persons(divide(
                        insured("a", "39130012", "", "12345674", ""), insured("b", "39130012", "", "87654321", ""))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void divideShouldLinkByTheCardOfTheNetwork() {
        Partition partition = divide(
                Records.record("f1", "a").card("AB-12").name("山田", "花子"),
                Records.record("f2", "b").card("ａｂ１２").name("佐藤", "花子"));

        assertThat(partition.links()).extracting(Link::rung).containsExactly("common-id");
    }

    @Test
    void divideShouldIgnoreIdentifiersThatTheRulesDoNotName() {
        assertThat(new Partitioning(RulesFile.standard(), new RecordComparer(FORMS))
                        .divide(
                                normal(
                                        Records.record("f1", "a").card("1001"),
                                        Records.record("f2", "b").card("1001")),
                                List.of())
                        .persons())
                .hasSize(2);
    }

    /** In the middle stands what somebody wrote about two sisters. */
    @Test
    void divideShouldCutAGroupThatContradictsItself() {
        Partition partition = divide(
                insured("a", "06130012", "12", "345", "01").name("山田", "花子"),
                insured("b", "06130012", "12", "345", "01")
                        .name("山田", "花子")
                        .name("山田", "鞠")
                        .formerlyInsured("06130012", "12", "345", "02"),
                insured("c", "06130012", "12", "345", "02").name("山田", "鞠"));

        assertThat(persons(partition)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(partition.doubts()).singleElement().satisfies(doubt -> {
            assertThat(doubt.kind()).isEqualTo(Doubt.Kind.CUT);
            assertThat(doubt.rung()).isEqualTo("individual-number");
            assertThat(names(doubt.records())).isEqualTo("a b c");
            assertThat(doubt.pairs()).singleElement().satisfies(pair -> {
                assertThat(pair.low().patient()).isEqualTo("a");
                assertThat(pair.high().patient()).isEqualTo("c");
            });
        });
    }

    @Test
    void divideShouldKeepWhatAStrongerRungJoinedWhenAWeakerOneIsCut() {
        Partition partition = divide(
                insured("a", "06130012", "12", "345", "01").name("山田", "花子").card("1001"),
                insured("b", "06130012", "12", "345", "01")
                        .name("山田", "花子")
                        .name("山田", "鞠")
                        .card("1001")
                        .formerlyInsured("06130012", "12", "345", "02"),
                insured("c", "06130012", "12", "345", "02").name("山田", "鞠"));

        assertThat(persons(partition)).containsExactlyInAnyOrder("a b", "c");
        assertThat(partition.links()).extracting(Link::rung).containsExactly("common-id");
        assertThat(partition.doubts())
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.kind()).isEqualTo(Doubt.Kind.CUT));
    }

    /** Strangers or twins under one number, born on one day: nothing but the given name tells them apart. */
    @ParameterizedTest
    @CsvSource({
        "山田/美佐子, 山田/美佐江",
        "山田/真由美, 山田/真由子",
        "山田太郎/, 山田次郎/",
        "山田　太郎/, 山田　次郎/",
        "山田花子/, 髙橋/桃子",
        "NGUYEN THI HOA/, NGUYEN THI MAI/",
        "SMITH/ANNA, SMITH/HANNA",
        "金/美玲, KIM/MIYEON",
        "山田/●, 山田/梅",
        "山田/ベビー, 山田/ベビー",
        "山田/花子の子, 山田/花子の子",
        "山田/, 山田/",
        "不明/, 不明/",
        "山田/第一子, 山田/第一子",
        "ヤマダ/サクラコ, ヤマダ/サクラミ",
        "山田/花子, ヤマダ/モモコ",
    })
    void divideShouldNotLinkWhomTheGivenNameDoesNotShowToBeOne(String one, String other) {
        for (String[] number : new String[][] {
            {"06130012", "12", "7", "00"}, {"06130012", "12", "7", ""}, {"39131016", "", "12345674", ""}
        }) {
            assertThat(persons(divide(
                            named("a", one)
                                    .insured(number[0], number[1], number[2], number[3])
                                    .card("5001"),
                            named("b", other)
                                    .insured(number[0], number[1], number[2], number[3])
                                    .card("5001"))))
                    .containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void divideShouldLinkByAPersonsNumberWhenTheGivenNamesReadAlike() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01")
                                .name("山田", "裕子")
                                .kana("ヤマダ", "ユウコ"),
                        insured("b", "06130012", "12", "345", "01")
                                .name("佐藤", "●子")
                                .kana("サトウ", "ﾕｳｺ"))))
                .containsExactly("a b");
    }

    private static Records named(String patient, String name) {
        String[] parts = name.split("/", -1);
        return Records.record("f1", patient).name(parts[0], parts[1]);
    }

    @Test
    void divideShouldLinkNamesThatOneHospitalPartsAtASpace() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01").name("山田　花子", ""),
                        insured("b", "06130012", "12", "345", "01").name("山田花子", ""),
                        insured("c", "06130012", "12", "345", "01").name("山田", "花子"))))
                .containsExactly("a b c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000", "不明", "なし", "1", "12345678"})
    void divideShouldNotLinkByWhatStandsInPlaceOfACard(String filler) {
        assertThat(persons(divide(
                        Records.record("f1", "a").card(filler),
                        Records.record("f2", "b").card(filler))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "99", "12345678", "00000000"})
    void divideShouldNotLinkByWhatStandsInPlaceOfALateElderlyNumber(String filler) {
        assertThat(persons(divide(insured("a", "39131016", "", filler, ""), insured("b", "39131016", "", filler, ""))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void divideShouldNotLinkByAHouseholdAndTheFirstOfJanuary() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "").born("19700101"),
                        insured("b", "06130012", "12", "345", "").born("19700101"))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void divideShouldNotDecideByAWeakerRungAboutWhomAStrongerOneCut() {
        Partition partition = divide(
                insured("a", "06130012", "12", "345", "01").name("山田", "花子"),
                insured("b", "06130012", "12", "345", "01")
                        .name("山田", "花子")
                        .name("山田", "鞠")
                        .formerlyInsured("06130012", "12", "345", "02"),
                insured("c", "06130012", "12", "345", "02").name("山田", "鞠"),
                insured("d", "06130012", "12", "345", "").name("山田", "花子"));

        assertThat(persons(partition)).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void divideShouldTellTheGivenNameOneFromNoName() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01").name("山田", "一"),
                        insured("b", "06130012", "12", "345", "01").name("山田", "鞠"))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void divideShouldTakeNoNumberForEvidenceUnderWhichManyDatesOfBirthStand() {
        List<Records> records = new ArrayList<>();
        for (int i = 0; i <= RULES.largestBlock(); i++) {
            records.add(insured("p" + i, "06130012", "12", "345", "01")
                    .born("1950%02d%02d".formatted(1 + i / 28, 1 + i % 28)));
        }
        records.add(insured("q0", "06130012", "12", "345", "01").born("19500101"));

        Partition partition = divide(records.toArray(Records[]::new));

        assertThat(partition.persons()).hasSize(records.size());
        assertThat(partition.doubts()).singleElement().satisfies(doubt -> {
            assertThat(doubt.kind()).isEqualTo(Doubt.Kind.LARGE_BLOCK);
            assertThat(names(doubt.records())).isEqualTo("p0 q0");
        });
    }

    @Test
    void divideShouldFollowPeopleAgainstTheRules() {
        List<NormalRecord> records = normal(
                insured("a", "06130012", "12", "345", "01"),
                insured("b", "06130012", "12", "345", "01"),
                Records.record("f1", "c").born("19800401"));

        Partition partition = partitioning()
                .divide(
                        records,
                        List.of(
                                new Judgement(
                                        Pair.of(
                                                records.get(0).key(),
                                                records.get(1).key()),
                                        false),
                                new Judgement(
                                        Pair.of(
                                                records.get(2).key(),
                                                records.get(1).key()),
                                        true)));

        assertThat(persons(partition)).containsExactlyInAnyOrder("a", "b c");
        assertThat(partition.links()).extracting(Link::rung).containsExactly(Link.JUDGED);
    }

    @Test
    void divideShouldSayWhenPeopleContradictEachOther() {
        List<NormalRecord> records =
                normal(Records.record("f1", "a"), Records.record("f1", "b"), Records.record("f1", "c"));

        Partition partition = partitioning()
                .divide(
                        records,
                        List.of(
                                new Judgement(
                                        Pair.of(
                                                records.get(0).key(),
                                                records.get(1).key()),
                                        true),
                                new Judgement(
                                        Pair.of(
                                                records.get(1).key(),
                                                records.get(2).key()),
                                        true),
                                new Judgement(
                                        Pair.of(
                                                records.get(0).key(),
                                                records.get(2).key()),
                                        false)));

        assertThat(partition.persons()).hasSize(3);
        assertThat(partition.doubts()).extracting(Doubt::kind).containsExactly(Doubt.Kind.JUDGEMENTS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void divideShouldNotDependOnTheOrderOfTheRecords(long seed) {
        List<NormalRecord> records = normal(random(seed, 100));
        Partition expected = partitioning().divide(records, List.of());
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(records, random);
            assertThat(partitioning().divide(records, List.of())).isEqualTo(expected);
        }
        assertThat(expected.persons().size()).isLessThan(records.size());
        assertThat(expected.doubts()).anyMatch(doubt -> doubt.kind() == Doubt.Kind.CUT);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void divideShouldNeverPutTwoIntoOnePersonWhomTheRulesForbid(long seed) {
        List<NormalRecord> records = normal(random(seed, 80));
        Map<RecordKey, NormalRecord> byKey = new HashMap<>();
        records.forEach(record -> byKey.put(record.key(), record));
        Ladder ladder = new Ladder(RULES, new RecordComparer(FORMS));

        for (var person : partitioning().divide(records, List.of()).persons()) {
            for (RecordKey one : person) {
                for (RecordKey other : person) {
                    if (one.compareTo(other) < 0) {
                        assertThat(ladder.forbids(
                                        new RecordComparer(FORMS).compare(get(byKey, one), get(byKey, other))))
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void divideShouldNotBelieveARecordThatSaysNothingWhenPeopleJudged() {
        Records a = insured("a", "06130012", "12", "345", "01").name("山田", "桜").kana("ヤマダ", "サクラ");
        Records b = insured("b", "06130012", "12", "345", "01").name("山田", "桜").kana("ヤマダ", "サキ");
        Records twin =
                insured("x", "06130012", "12", "345", "01").name("山田", "咲").kana("ヤマダ", "サキ");
        Records newborn = insured("s", "06130012", "12", "345", "").name("山田", "ベビー");

        Partition partition = partitioning()
                .divide(
                        normal(a, b, twin, newborn),
                        List.of(new Judgement(Pair.of(new RecordKey("f1", "a"), new RecordKey("f1", "s")), true)));

        assertThat(persons(partition)).containsExactlyInAnyOrder("a s", "b", "x");
        assertThat(partition.doubts()).extracting(Doubt::kind).contains(Doubt.Kind.CUT);
    }

    @Test
    void divideShouldAskWhoseTheRecordBetweenIsWhenTheTwoAreKnownToBeTwo() {
        List<NormalRecord> chain = normal(
                insured("a", "06130012", "12", "345", "01").name("山田", "花子"),
                insured("b", "06130012", "12", "345", "01").name("山田", "花子").name("山田", "鞠"),
                insured("c", "06130012", "12", "345", "01").name("山田", "鞠"));
        Pair ends = Pair.of(new RecordKey("f1", "a"), new RecordKey("f1", "c"));

        assertThat(partitioning().divide(chain, List.of()).doubts())
                .filteredOn(doubt -> doubt.kind() == Doubt.Kind.CUT)
                .flatExtracting(Doubt::pairs)
                .containsExactly(ends);
        assertThat(partitioning()
                        .divide(chain, List.of(new Judgement(ends, false)))
                        .doubts())
                .filteredOn(doubt -> doubt.kind() == Doubt.Kind.CUT)
                .flatExtracting(Doubt::pairs)
                .hasSize(2)
                .doesNotContain(ends);
    }

    @Test
    void divideShouldCutAChainOfDifferentGivenNamesOverTwoInsurers() {
        Partition partition = divide(
                insured("a", "06130012", "12", "345", "01").name("山田", "花子"),
                insured("m", "06130012", "12", "345", "01")
                        .name("山田", "花子")
                        .name("山田", "鞠")
                        .insured("01130012", "98", "765", "02"),
                insured("d", "01130012", "98", "765", "02").name("佐藤", "鞠"));

        assertThat(persons(partition)).containsExactlyInAnyOrder("a", "d", "m");
        assertThat(partition.doubts()).extracting(Doubt::kind).containsExactly(Doubt.Kind.CUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "赤ちゃん",
                "アカチャン",
                "ベビーガール",
                "ベビーA",
                "新生女児",
                "女",
                "双子",
                "未命名",
                "命名前",
                "花子の子",
                "花子児",
                "花子ベビー女",
                "花子の子A",
                "花子第1子",
                "HANAKO BABY",
                "長女"
            })
    void divideShouldNotTakeTwinsWithoutANameForOne(String nobody) {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "").name("山田", nobody),
                        Records.record("f2", "b")
                                .insured("06130012", "12", "345", "")
                                .name("山田", nobody))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"その子,ソノコ", "園子,ソノコ", "ゆき,ユキ", "健児,ケンジ", "次男,ツグオ", "BABY JANE,ベイビージェーン"})
    void divideShouldLinkNamesThatOnlySoundLikeANewborns(String given, String reading) {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01")
                                .name("山田", given)
                                .kana("ヤマダ", reading),
                        insured("b", "06130012", "12", "345", "01")
                                .name("山田", given)
                                .kana("ヤマダ", reading))))
                .containsExactly("a b");
    }

    @Test
    void divideShouldNotTakeALostCharacterForNone() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "")
                                .name("山田", "・子")
                                .kana("ヤマダ", "エイコ"),
                        insured("b", "06130012", "12", "345", "")
                                .name("山田", "・子")
                                .kana("ヤマダ", "モモコ"))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void divideShouldLinkANameInKanaWithTheSameInKanji() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01")
                                .name("山田", "太郎")
                                .kana("ヤマダ", "タロウ"),
                        insured("b", "06130012", "12", "345", "01").name("ヤマダ", "タロウ"),
                        insured("c", "06130012", "12", "345", "01").name("山田", "太郎"))))
                .containsExactly("a b c");
    }

    @Test
    void divideShouldLinkAForeignNameWhereverItIsParted() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01").latin("NGUYEN THI", "HOA"),
                        insured("b", "06130012", "12", "345", "01").name("NGUYEN", "THI HOA"))))
                .containsExactly("a b");
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01")
                                .name("金", "美玲")
                                .latin("KIM", "MIYEON"),
                        insured("b", "06130012", "12", "345", "01").name("KIM", "MIYEON"))))
                .containsExactly("a b");
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01").name("KIM", "MIYEON"),
                        insured("b", "06130012", "12", "345", "01").name("KIM", "JISOO"))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void divideShouldLinkLettersThatHospitalsReadOtherwise() {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "01")
                                .name("SANTOS", "MARIA")
                                .kana("サントス", "マリア"),
                        insured("b", "06130012", "12", "345", "01")
                                .name("SANTOS", "MARIA")
                                .kana("サントス", "マリヤ"))))
                .containsExactly("a b");
    }

    @ParameterizedTest
    @CsvSource({"新生,太郎", "INFANTE,ROSA", "BOYD,ANNA", "双子,花子"})
    void divideShouldLinkFamilyNamesThatLookLikeNone(String family, String given) {
        assertThat(persons(divide(
                        insured("a", "06130012", "12", "345", "").name(family, given),
                        insured("b", "06130012", "12", "345", "").name(family, given))))
                .containsExactly("a b");
    }

    @Test
    void divideShouldLinkTheNewNameThoughTheFacilityMergedTheOldOne() {
        Partition partition = divide(
                Records.record("f1", "a").name("山田", "花子児").merged("a"),
                insured("b", "06130012", "12", "345", "01").name("山田", "さくら").merged("a"),
                Records.record("f2", "c").name("山田", "さくら").insured("06130012", "12", "345", "01"));
        assertThat(persons(partition)).containsExactly("a b c");

        Partition renamed = divide(
                Records.record("f1", "a").name("山田", "花子").merged("a"),
                insured("b", "06130012", "12", "345", "01").name("山田", "さくら").merged("a"),
                Records.record("f2", "c").name("山田", "さくら").insured("06130012", "12", "345", "01"));
        assertThat(persons(renamed)).containsExactly("a b c");
    }

    @Test
    void divideShouldLetAJudgementPassOnWhereItOverrules() {
        Partition partition = partitioning()
                .divide(
                        normal(
                                insured("a", "06130012", "12", "345", "01").born("19500108"),
                                Records.record("f1", "b").born("19500109"),
                                insured("c", "06130012", "12", "345", "01"),
                                insured("d", "06130012", "12", "345", "01")),
                        List.of(
                                new Judgement(Pair.of(new RecordKey("f1", "a"), new RecordKey("f1", "b")), true),
                                new Judgement(Pair.of(new RecordKey("f1", "b"), new RecordKey("f1", "c")), true)));

        assertThat(persons(partition)).containsExactly("a b c d");
    }

    @Test
    void divideShouldKeepAFamilyTogetherThatManyHospitalsKnow() {
        List<PatientRecord> records = new ArrayList<>();
        for (int hospital = 0; hospital < 64; hospital++) {
            for (String given : List.of("花子", "太郎", "鞠", "次郎")) {
                records.add(Records.record("f" + hospital, given)
                        .name("山田", given)
                        .insured("06130012", "12", "345", "")
                        .make());
            }
        }

        assertThat(partitioning().divide(normal(records), List.of()).persons()).hasSize(4);
    }

    @Test
    void divideShouldNotWriteOutAllPairsOfACrowd() {
        List<PatientRecord> crowd = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            crowd.add(
                    insured("p%03d".formatted(i), "06130012", "12", "345", "01").make());
        }

        assertThat(partitioning().divide(normal(crowd), List.of()).doubts())
                .isNotEmpty()
                .allMatch(doubt -> doubt.pairs().size() <= Doubt.MOST_PAIRS);
    }

    private static NormalRecord get(Map<RecordKey, NormalRecord> records, RecordKey key) {
        NormalRecord record = records.get(key);
        assertThat(record).isNotNull();
        return record;
    }

    private static List<PatientRecord> random(long seed, int count) {
        RandomRecords source = new RandomRecords(seed, count);
        Map<RecordKey, PatientRecord> records = new HashMap<>();
        for (int i = 0; i < count * 2; i++) {
            PatientRecord record = source.next();
            records.put(record.key(), record);
        }
        return List.copyOf(records.values());
    }

    private static Records insured(String patient, String insurer, String symbol, String number, String branch) {
        return Records.record("f1", patient).insured(insurer, symbol, number, branch);
    }

    private static Partitioning partitioning() {
        return new Partitioning(RULES, new RecordComparer(FORMS));
    }

    private static Partition divide(Records... records) {
        return partitioning().divide(normal(records), List.of());
    }

    private static List<NormalRecord> normal(Records... records) {
        return normal(Arrays.stream(records).map(Records::make).toList());
    }

    private static List<NormalRecord> normal(List<PatientRecord> records) {
        Normalizer normalizer = new Normalizer(FORMS);
        return new ArrayList<>(records.stream().map(normalizer::normalize).toList());
    }

    private static List<String> persons(Partition partition) {
        return partition.persons().stream().map(PartitioningTest::names).toList();
    }

    private static String names(Iterable<RecordKey> keys) {
        List<String> names = new ArrayList<>();
        keys.forEach(key -> names.add(key.patient()));
        return names.stream().sorted().collect(Collectors.joining(" "));
    }
}
