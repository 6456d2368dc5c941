package org.tsumugi.mpi.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsumugi.mpi.NameBasis;

/** Kanji forms with a file of pairs that the operator adds. */
class VariantPairsTest {

    private static final String TITLES = "char_a\tchar_b\tbasis_bitmask\tdirect\n";

    @TempDir
    private Path folder;

    @Test
    void directPairShouldReduceTheLessCommonCharacter() throws IOException {
        KanjiForms kanji = withPairs("㐂\t嬉\t4\t1\n鄕\t鄉\t4\t1\n𠆢\t仁\t12\t1\n");

        assertThat(kanji.reduce("𠆢".codePointAt(0))).isEqualTo('仁');
        assertThat(kanji.basis("𠆢".codePointAt(0), '仁')).contains(NameBasis.REGISTER_CIRCULAR);
    }

    @Test
    void ownTableShouldWin() throws IOException {
        KanjiForms kanji = withPairs("㐂\t嬉\t15\t1\n高\t槗\t15\t1\n");

        assertThat(kanji.reduce('㐂')).isEqualTo('喜');
        assertThat(kanji.reduce('槗')).isEqualTo('橋');
    }

    @Test
    void standardsOfTheOwnTableShouldStayStandards() throws IOException {
        KanjiForms kanji = withPairs("熙\t仁\t15\t1\n");

        assertThat(kanji.reduce('熙')).isEqualTo('熙');
        assertThat(kanji.reduce('煕')).isEqualTo('熙');
    }

    @Test
    void pairThatFollowsFromOthersShouldBeLeftOut() throws IOException {
        assertThat(withPairs("𠆢\t仁\t12\t0\n").reduce("𠆢".codePointAt(0))).isEqualTo("𠆢".codePointAt(0));
    }

    @Test
    void digestShouldTellTablesApartThatDiffer() throws IOException {
        KanjiForms curated = KanjiForms.curated();

        assertThat(withPairs("").digest()).isEqualTo(curated.digest());
        assertThat(withPairs("𠆢\t仁\t12\t1\n").digest())
                .isNotEqualTo(curated.digest())
                .isEqualTo(withPairs("𠆢\t仁\t12\t1\n").digest());
        assertThat(withPairs("𠆢\t仁\t4\t1\n").digest())
                .isNotEqualTo(withPairs("𠆢\t仁\t12\t1\n").digest());
    }

    @Test
    void variantOfAVariantShouldNotFollow() throws IOException {
        KanjiForms kanji = withPairs("𠆢\t仞\t15\t1\n仞\t仁\t15\t1\n");

        assertThat(kanji.reduce('仞')).isEqualTo('仁');
        assertThat(kanji.reduce("𠆢".codePointAt(0))).isEqualTo("𠆢".codePointAt(0));
    }

    @Test
    void variantOfAVariantShouldFollowWithADirectPairOfItsOwn() throws IOException {
        KanjiForms kanji = withPairs("𠆢\t仞\t15\t1\n仞\t仁\t15\t1\n𠆢\t仁\t4\t1\n");

        assertThat(kanji.reduce("𠆢".codePointAt(0))).isEqualTo('仁');
        assertThat(kanji.basis("𠆢".codePointAt(0), '仁')).contains(NameBasis.DICTIONARY);
    }

    @ParameterizedTest
    @CsvSource({"2, 8", "8, 1", "1, 4", "4, 16", "2, 13", "9, 8", "12, 8", "20, 4"})
    void betterEvidenceShouldDecide(int better, int worse) throws IOException {
        KanjiForms kanji = withPairs("𠆢\t仁\t" + worse + "\t1\n𠆢\t智\t" + better + "\t1\n");

        assertThat(kanji.reduce("𠆢".codePointAt(0))).isEqualTo('智');
    }

    @Test
    void moreCommonCharacterShouldDecideBetweenEqualEvidence() throws IOException {
        assertThat(withPairs("𠆢\t仞\t4\t1\n𠆢\t仁\t4\t1\n").reduce("𠆢".codePointAt(0)))
                .isEqualTo('仁');
    }

    @Test
    void characterThatMayBeEitherOfTwoShouldStayAsItIs() throws IOException {
        assertThat(withPairs("𠆢\t智\t4\t1\n𠆢\t仁\t4\t1\n").reduce("𠆢".codePointAt(0)))
                .isEqualTo("𠆢".codePointAt(0));
    }

    @Test
    void commonCharactersShouldStayApart() throws IOException {
        assertThat(withPairs("切\t功\t11\t1\n").reduce('功')).isEqualTo('功');
    }

    @ParameterizedTest
    @CsvSource({
        "'髙\t高\t9', 'four columns are needed'",
        "'髙橋\t高\t9\t1', 'one character in UTF-8 is needed'",
        "'\t高\t9\t1', 'one character in UTF-8 is needed'",
        "'髙\t高\tx\t1', 'the third column is no number'",
        "'髙\t高\t0\t1', 'the third column is a sum of 1, 2, 4, 8 and 16'",
        "'髙\t高\t32\t1', 'the third column is a sum of 1, 2, 4, 8 and 16'",
        "'髙\t高\t9\tyes', 'the fourth column is 1 for a direct pair, or else 0'"
    })
    void badLineShouldBeNamedWithItsFile(String line, String why) throws IOException {
        Path file = file("㐂\t喜\t15\t1\n" + line + "\n", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> KanjiForms.withPairs(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ", line 3: " + why);
    }

    @Test
    void fileInAnotherEncodingShouldBeRefused() throws IOException {
        Path file = file("嶋\t島\t15\t1\n", Charset.forName("Shift_JIS"));

        assertThatThrownBy(() -> KanjiForms.withPairs(file)).hasMessageStartingWith(file + ", line 2: ");
    }

    @Test
    void absentFileShouldBeAFailure() {
        Path absent = folder.resolve("absent.tsv");

        assertThatThrownBy(() -> KanjiForms.withPairs(absent)).isInstanceOf(UncheckedIOException.class);
    }

    private KanjiForms withPairs(String rows) throws IOException {
        return KanjiForms.withPairs(file(rows, StandardCharsets.UTF_8));
    }

    private Path file(String rows, Charset charset) throws IOException {
        return Files.write(folder.resolve("pairs.tsv"), (TITLES + rows).getBytes(charset));
    }
}
