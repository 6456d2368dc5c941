package org.tsumugi.search.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Property
    void sortableShouldHaveTheOrderOfTheNumbers(@ForAll double one, @ForAll double other) {
        assertThat(Integer.signum(Fields.sortable(one).compareTo(Fields.sortable(other))))
                .isEqualTo(Double.compare(one, other));
    }

    @Property
    void nameShouldGiveTheKeyBack(@ForAll long key) {
        assertThat(Fields.name(Fields.name(key))).isEqualTo(key);
    }

    @Test
    void bigramsShouldBeOfLettersAndNotOfTheirHalves() {
        assertThat(Bigrams.of("a\uD842\uDFB7癌")).isEqualTo("a\uD842\uDFB7 \uD842\uDFB7癌");
        assertThat(Bigrams.of("癌")).isEmpty();
        assertThat(Bigrams.has("\uD842\uDFB7")).isFalse();
        assertThat(Bigrams.has("癌疑")).isTrue();
    }
}
