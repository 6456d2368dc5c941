package org.tsumugi.mpi.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PatternTest {

    @Provide
    Arbitrary<Pattern> patterns() {
        return Patterns.any();
    }

    @Property
    void withShouldChangeOneFeatureAlone(@ForAll("patterns") Pattern pattern) {
        for (Feature changed : Feature.values()) {
            for (int level = Pattern.MISSING; level <= changed.different(); level++) {
                Pattern other = pattern.with(changed, level);
                for (Feature feature : Feature.values()) {
                    assertThat(other.level(feature)).isEqualTo(feature == changed ? level : pattern.level(feature));
                }
            }
        }
    }

    @Property
    void patternShouldBeWhatItsBitsSay(@ForAll("patterns") Pattern pattern) {
        assertThat(new Pattern(pattern.bits())).isEqualTo(pattern).hasSameHashCodeAs(pattern);
    }

    @Test
    void nothingShouldMissEveryFeature() {
        for (Feature feature : Feature.values()) {
            assertThat(Pattern.NOTHING.level(feature)).isEqualTo(Pattern.MISSING);
        }
    }

    @Test
    void levelsThatDoNotExistShouldBeRefused() {
        assertThatThrownBy(() -> Pattern.NOTHING.with(Feature.SEX, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pattern.NOTHING.with(Feature.SEX, -2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pattern.NOTHING.with(Feature.SEX, "SWAPPED"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SEX has no level SWAPPED");
        assertThatThrownBy(() -> new Pattern(6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pattern(1L << 36)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toStringShouldTellWhatIsNotMissing() {
        assertThat(Pattern.NOTHING.with(Feature.BIRTH_DATE, "ERA").with(Feature.SEX, "DIFFERENT"))
                .hasToString("Pattern[BIRTH_DATE=ERA, SEX=DIFFERENT]");
    }
}
