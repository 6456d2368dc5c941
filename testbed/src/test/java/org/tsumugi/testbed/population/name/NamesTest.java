package org.tsumugi.testbed.population.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.draw.Dice;

class NamesTest {

    private static final int PEOPLE = 20_000;

    @Test
    void surnamesShouldHaveFrequentOnesAndALongTail() {
        Map<String, Integer> counts = new HashMap<>();
        Dice dice = Dice.of(1, "test");
        for (int i = 0; i < PEOPLE; i++) {
            counts.merge(Surnames.draw(dice).written(), 1, Integer::sum);
        }

        assertThat(counts.getOrDefault("佐藤", 0) / (double) PEOPLE).isBetween(0.012, 0.02);
        assertThat(counts).hasSizeGreaterThan(2_000).containsKeys("渡辺", "渡邊", "渡邉", "高橋", "髙橋", "吉田", "𠮷田");
        assertThat(sameBySquares(counts)).isBetween(0.0008, 0.003);
    }

    @Test
    void givenNamesShouldFollowTheYearOfBirth() {
        assertThat(given(Sex.FEMALE, 1945)).contains("和子", "節子").doesNotContain("陽葵", "結愛");
        assertThat(given(Sex.FEMALE, 2020)).contains("陽葵", "結愛").doesNotContain("節子");
        assertThat(given(Sex.MALE, 2055)).contains("湊").doesNotContain("茂");
    }

    @Test
    void givenNamesShouldShareReadingsUnderDifferentKanji() {
        Map<String, Set<String>> spellings = new HashMap<>();
        Dice dice = Dice.of(1, "test");
        for (int i = 0; i < PEOPLE; i++) {
            Reading name = GivenNames.draw(dice, Sex.MALE, 1970);
            spellings.computeIfAbsent(name.kana(), kana -> new HashSet<>()).add(name.written());
        }

        assertThat(spellings.get("ヒロユキ")).hasSizeGreaterThan(5);
        assertThat(spellings.values()).filteredOn(set -> set.size() > 1).hasSizeGreaterThan(100);
    }

    @Test
    void otherSpellingShouldKeepTheReading() {
        Reading name = new Reading("博之", "ヒロユキ");

        assertThat(GivenNames.otherSpelling(Dice.of(1, "test"), Sex.MALE, name)).hasValueSatisfying(other -> {
            assertThat(other.kana()).isEqualTo("ヒロユキ");
            assertThat(other.written()).isNotEqualTo("博之");
        });
        assertThat(GivenNames.otherSpelling(Dice.of(1, "test"), Sex.MALE, new Reading("架空", "カクウ")))
                .isEmpty();
    }

    @Test
    void twinShouldHaveAnotherNameOftenWithACharacterInCommon() {
        Reading first = new Reading("陽斗", "ハルト");
        int common = 0;
        for (int i = 0; i < 100; i++) {
            Reading second = GivenNames.forTwin(Dice.of(i, "test"), Sex.MALE, 2015, first);
            assertThat(second.written()).isNotEqualTo("陽斗");
            common += second.written().contains("陽") || second.written().contains("斗") ? 1 : 0;
        }
        assertThat(common).isGreaterThan(50);
    }

    @Test
    void foreignFamilyShouldShareItsNameInLatinAndKatakana() {
        Dice dice = Dice.of(2, "test");
        ForeignFamily family = NameOffice.foreign(dice);
        TrueName father = family.member(dice, Sex.MALE, 1980, 1);
        TrueName mother = family.member(dice, Sex.FEMALE, 1982, 0);
        TrueName child = NameOffice.foreignChild(dice, father, Sex.FEMALE);

        assertThat(father.family()).matches("[A-Z]+");
        assertThat(father.familyKana()).matches("[ァ-ヶー]+");
        assertThat(father.usual()).isNotNull().returns(false, TrueName::foreign);
        assertThat(mother.usual()).isNull();
        assertThat(mother.family()).isEqualTo(father.family());
        assertThat(child.familyReading()).isEqualTo(father.familyReading());
        assertThat(child.foreign()).isTrue();
    }

    @Test
    void namesShouldNotAppearInLogs() {
        TrueName name = NameOffice.japanese(Dice.of(1, "test"), new Reading("佐藤", "サトウ"), Sex.MALE, 1970);

        assertThat(name.toString() + name.familyReading()).doesNotContain("佐藤").doesNotContain(name.given());
    }

    private static Set<String> given(Sex sex, int year) {
        Set<String> names = new HashSet<>();
        Dice dice = Dice.of(1, "test");
        for (int i = 0; i < 5_000; i++) {
            names.add(GivenNames.draw(dice, sex, year).written());
        }
        return names;
    }

    /** The chance that two people have the same. */
    private static double sameBySquares(Map<String, Integer> counts) {
        return counts.values().stream()
                .mapToDouble(count -> Math.pow(count / (double) PEOPLE, 2))
                .sum();
    }
}
