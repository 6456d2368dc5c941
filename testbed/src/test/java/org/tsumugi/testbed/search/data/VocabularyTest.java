package org.tsumugi.testbed.search.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.search.Name;
import org.tsumugi.search.name.Folding;
import org.tsumugi.testbed.draw.Dice;

class VocabularyTest {

    private static final int DRAWS = 100_000;

    private final Vocabulary vocabulary = new Vocabulary();

    private List<String> names(Kind kind) {
        return vocabulary.names().stream()
                .filter(name -> name.type().equals(kind.type()))
                .map(Name::folded)
                .toList();
    }

    private long containing(Kind kind, String part) {
        return names(kind).stream().filter(name -> name.contains(part)).count();
    }

    @Test
    void namesShouldBe45000DifferentOnesInFoldedForm() {
        assertThat(Set.copyOf(vocabulary.names())).hasSize(45_000);
        assertThat(vocabulary.names().stream()
                        .map(Name::folded)
                        .filter(name -> !Folding.fold(name).equals(name)))
                .isEmpty();
    }

    @Test
    void namesShouldHoldThoseThatTheThemesAskFor() {
        assertThat(names(Kind.DISEASE)).contains("心不全", "うっ血性心不全", "急性心不全の疑い");
        assertThat(names(Kind.DRUG)).contains("レバミピド錠100mg「架空」");
        assertThat(names(Kind.TEST)).contains("ldlコレステロール", "non-ldlコレステロール", "血清ldlコレステロール");
    }

    @Test
    void partsShouldBeInTensToHundredsOfNames() {
        assertThat(containing(Kind.DISEASE, "心不全")).isBetween(50L, 1_000L);
        assertThat(containing(Kind.DRUG, "レバミピド")).isBetween(50L, 500L);
        assertThat(containing(Kind.TEST, "ldlコレステロール")).isBetween(50L, 500L);
        assertThat(containing(Kind.DRUG, "錠")).isBetween(5_000L, 15_000L);
    }

    @Test
    void drawShouldTakeTheNthNameAnNthAsOften() {
        int[] drawn = new int[vocabulary.names().size()];
        Dice dice = Dice.of(1, "draw");
        for (int i = 0; i < DRAWS; i++) {
            drawn[vocabulary.draw(Kind.DRUG, dice)]++;
        }
        int first = Kind.DISEASE.names();
        double usual = drawn[first];

        assertThat(usual / DRAWS).isCloseTo(1 / harmonic(Kind.DRUG.names()), within(0.01));
        assertThat(drawn[first + 1] / usual).isCloseTo(1 / 2.0, within(0.05));
        assertThat(drawn[first + 9] / usual).isCloseTo(1 / 10.0, within(0.02));
        assertThat(drawn[first - 1] + drawn[first + Kind.DRUG.names()]).isZero();
    }

    private static double harmonic(int last) {
        double sum = 0;
        for (int i = 1; i <= last; i++) {
            sum += 1.0 / i;
        }
        return sum;
    }

    @Test
    void composedNamesShouldBeRefusedWhenThereAreTooFewParts() {
        assertThatThrownBy(() -> ComposedNames.of(Kind.TEST.parts(), 1_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000000");
    }
}
