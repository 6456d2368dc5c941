package org.tsumugi.mpi.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.NameBasis;

/** All pairs of the MJ縮退マップ, where the sample is at hand. */
class MjVariantPairsTest {

    private static final Path FILE = Path.of("../../shared/samples/kanji-variants/mj_variant_pairs.tsv");

    /**
     * Rows of our own table that are no direct pair of the map, which knows reductions to JIS X 0213 by a few sources and has no
     * edge between many characters that both stand there:
     *
     * <ul>
     *   <li>brackets of 常用漢字表, and 𠮟 of its remarks;
     *   <li>pairs that 戸籍法施行規則別表第二 joins;
     *   <li>forms that JIS X 0208:1997 names in 6.6.4 as one with another since its first edition, or unifies by rule (剝, 噓);
     *   <li>曻, a popular form of 昇 in the circulars, which the map has as a pair that follows from others.
     * </ul>
     */
    private static final String NOT_IN_THE_MAP = "毆蠶樞攝倂麵𠮟" + "亙凛堯巖晄檜槇祿禰穰萠遙" + "剝嚙軀鹼麴噓驒啞囊搔潑醱" + "曻";

    private record Pair(int a, int b, int mask, boolean direct) {}

    private static List<Pair> pairs = List.of();
    private static final Map<Integer, Map<Integer, Integer>> DIRECT = new HashMap<>();
    private static final Map<Integer, JisLevel> LEVELS = new HashMap<>();
    private static KanjiForms kanji = KanjiForms.curated();
    private static final KanjiForms OWN = KanjiForms.curated();

    @BeforeAll
    static void readTheSample() throws IOException {
        assumeThat(FILE).as("the sample of kanji variants is not at hand").exists();
        kanji = KanjiForms.withPairs(FILE);
        pairs = Files.readAllLines(FILE).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .map(row ->
                        new Pair(character(row[0]), character(row[1]), Integer.parseInt(row[2]), row[3].equals("1")))
                .toList();
        for (Pair pair : pairs) {
            if (pair.direct() && pair.a() != pair.b()) {
                join(pair.a(), pair.b(), pair.mask());
                join(pair.b(), pair.a(), pair.mask());
            }
        }
    }

    @Test
    void everyDirectPairWithAUniqueReductionShouldHaveEqualKeys() {
        assertThat(pairs).hasSize(30_653);
        List<Pair> direct = pairs.stream().filter(Pair::direct).toList();
        assertThat(direct).hasSize(27_653);

        List<Pair> unique = direct.stream().filter(this::isUniqueReduction).toList();

        assertThat(unique).allMatch(this::isEqual);
        assertThat(unique.size()).isEqualTo(18_877);
        assertThat(direct.stream().filter(this::isEqual).count()).isEqualTo(22_675);
    }

    @Test
    void equalKeysShouldAlwaysComeFromDirectSteps() {
        IntStream reduced =
                IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(form -> kanji.reduce(form) != form);

        assertThat(reduced.boxed()).hasSizeGreaterThan(20_000).allMatch(form -> {
            int standard = kanji.reduce(form);
            return isJoinedDirectly(form, standard) && kanji.reduce(standard) == standard;
        });
    }

    /** 嵜 and 﨑 have no pair of their own, but each has one with 崎: that is two direct steps to one standard, not a chain. */
    @Test
    void pairThatOnlyFollowsFromOthersShouldNeverBecomeEqual() {
        List<Pair> derived = pairs.stream()
                .filter(pair -> !pair.direct() && pair.a() != pair.b())
                .toList();

        List<Pair> equal = derived.stream().filter(this::isEqual).toList();

        assertThat(derived).hasSize(2_994);
        assertThat(equal).allMatch(this::bothAreJoinedToTheStandardDirectly);
        assertThat(equal).hasSize(109);
    }

    @Test
    void ownTableShouldHoldPairsOfTheMapAndTheExceptionsNamedHere() {
        Set<String> notInTheMap = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(form -> OWN.evidence(form) != null)
                .filter(form -> !DIRECT.getOrDefault(form, Map.of()).containsKey(OWN.reduce(form)))
                .mapToObj(Character::toString)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(notInTheMap)
                .isEqualTo(NOT_IN_THE_MAP
                        .codePoints()
                        .mapToObj(Character::toString)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void ownTableShouldStayAsItIs() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(form -> OWN.evidence(form) != null)
                .forEach(form -> {
                    assertThat(kanji.reduce(form)).isEqualTo(OWN.reduce(form));
                    assertThat(Optional.ofNullable(kanji.evidence(form)))
                            .isEqualTo(Optional.ofNullable(OWN.evidence(form)));
                });
    }

    @Test
    void saiAndSeiShouldStayApart() {
        assertThat(kanji.reduce('斉')).isNotEqualTo(kanji.reduce('斎'));
        assertThat(kanji.reduce('齋')).isEqualTo(kanji.reduce('斎'));
        assertThat(List.of('察', '蔡', '粲')).noneMatch(other -> kanji.reduce(other) == kanji.reduce('斎'));
        assertThat(kanji.basis('斎', 0x2A5D2)).contains(NameBasis.REGISTER_CIRCULAR);
    }

    /**
     * The definition, worked out from the pairs anew: seen from one end, the other is a standard, stands higher, and has better
     * evidence than every other pair with a character that stands higher, or with as good evidence a better JIS level. Characters of
     * level 1 are never reduced by the map.
     */
    private boolean isUniqueReduction(Pair pair) {
        return isUniqueReduction(pair.a(), pair.b()) || isUniqueReduction(pair.b(), pair.a());
    }

    private boolean isUniqueReduction(int form, int standard) {
        if (form == standard
                || OWN.isSettled(form)
                || level(form) == JisLevel.ONE
                || kanji.reduce(standard) != standard
                || !standsHigher(standard, form)) {
            return false;
        }
        Map<Integer, Integer> others = DIRECT.getOrDefault(form, Map.of());
        return others.entrySet().stream()
                .filter(other -> other.getKey() != standard && standsHigher(other.getKey(), form))
                .allMatch(other ->
                        isBetter(standard, others.getOrDefault(standard, 0), other.getKey(), other.getValue()));
    }

    private static boolean isBetter(int character, int mask, int other, int otherMask) {
        int byRank = Integer.compare(rank(mask), rank(otherMask));
        return byRank > 0 || byRank == 0 && level(character).compareTo(level(other)) < 0;
    }

    private static boolean standsHigher(int one, int other) {
        int byLevel = level(one).compareTo(level(other));
        return byLevel < 0 || byLevel == 0 && one < other;
    }

    private static JisLevel level(int character) {
        return LEVELS.computeIfAbsent(character, JisLevel::of);
    }

    /** 告示582, then 戸籍通達, JIS, dictionaries, analogy, each counting for more than all after it. */
    private static int rank(int mask) {
        int rank = 0;
        for (int bit : new int[] {2, 8, 1, 4, 16}) {
            rank = rank * 2 + ((mask & bit) == 0 ? 0 : 1);
        }
        return rank;
    }

    private boolean bothAreJoinedToTheStandardDirectly(Pair pair) {
        int standard = kanji.reduce(pair.a());
        return isJoinedDirectly(pair.a(), standard) && isJoinedDirectly(pair.b(), standard);
    }

    private boolean isJoinedDirectly(int form, int standard) {
        return form == standard
                || OWN.evidence(form) != null
                || DIRECT.getOrDefault(form, Map.of()).containsKey(standard);
    }

    private boolean isEqual(Pair pair) {
        return kanji.reduce(pair.a()) == kanji.reduce(pair.b());
    }

    private static void join(int a, int b, int mask) {
        DIRECT.computeIfAbsent(a, character -> new HashMap<>()).merge(b, mask, (x, y) -> x | y);
    }

    private static int character(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).codePointAt(0);
    }
}
