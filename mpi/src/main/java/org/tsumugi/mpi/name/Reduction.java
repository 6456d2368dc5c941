package org.tsumugi.mpi.name;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tsumugi.mpi.NameBasis;

/**
 * Chooses the standard form of each character from pairs that have no direction.
 *
 * <p>Characters have a standing: JIS X 0208 level 1 before level 2, before the rest of JIS X 0213, before all others, and then by
 * code point. From the highest standing down, each character takes its best-evidenced pair with one of higher standing, or of
 * equally evidenced ones that of the higher JIS level. Where that one has a standard already, this one follows only when a direct
 * pair joins it to that standard; otherwise it stays a standard of its own. So does a character whose best pairs point to two
 * standards, and every character of level 1, which are the characters that names are told apart by: only our own table joins those.
 */
final class Reduction {

    private final VariantPairs pairs;
    private final Map<Integer, JisLevel> levels = new HashMap<>();
    private final Comparator<Integer> standing =
            Comparator.<Integer, JisLevel>comparing(this::level).thenComparing(Comparator.naturalOrder());

    Reduction(VariantPairs pairs) {
        this.pairs = pairs;
    }

    /** Adds the reductions for which the table given has no answer of its own. */
    void addTo(KanjiForms forms) {
        List<Integer> open = pairs.characters().stream()
                .filter(character -> !forms.isSettled(character) && level(character) != JisLevel.ONE)
                .sorted(standing)
                .toList();
        open.forEach(character -> reduce(character, forms));
    }

    private JisLevel level(int character) {
        return levels.computeIfAbsent(character, JisLevel::of);
    }

    private void reduce(int character, KanjiForms forms) {
        Set<Integer> standards =
                bestPairs(character).stream().map(forms::reduce).collect(Collectors.toSet());
        if (standards.size() != 1) {
            return;
        }
        int standard = standards.iterator().next();
        Integer mask = pairs.of(character).get(standard);
        if (mask != null) {
            forms.add(character, standard, strongest(mask));
        }
    }

    private List<Integer> bestPairs(int character) {
        Map<Integer, Integer> others = pairs.of(character);
        List<Integer> higher = others.keySet().stream()
                .filter(other -> standing.compare(other, character) < 0)
                .toList();
        int best = higher.stream()
                .mapToInt(other -> rank(mask(others, other)))
                .max()
                .orElse(0);
        List<Integer> bestEvidenced = higher.stream()
                .filter(other -> rank(mask(others, other)) == best)
                .toList();
        JisLevel level = bestEvidenced.stream()
                .map(this::level)
                .min(Comparator.naturalOrder())
                .orElse(JisLevel.NONE);
        return bestEvidenced.stream().filter(other -> level(other) == level).toList();
    }

    private static int mask(Map<Integer, Integer> others, Integer other) {
        return others.getOrDefault(other, 0);
    }

    /** Bases as a number that is greater for better evidence: the strongest decides, then the next. */
    static int rank(int mask) {
        int rank = 0;
        for (Evidence evidence : Evidence.values()) {
            rank = rank << 1 | (mask & evidence.bit) / evidence.bit;
        }
        return rank;
    }

    private static NameBasis strongest(int mask) {
        for (Evidence evidence : Evidence.values()) {
            if ((mask & evidence.bit) != 0) {
                return evidence.basis;
            }
        }
        throw new IllegalStateException("a pair without a basis");
    }

    /** What a pair of the file can rest on, the strongest first. */
    private enum Evidence {
        NOTICE_582(2, NameBasis.JUSTICE_NOTICE_582),
        CIRCULAR(8, NameBasis.REGISTER_CIRCULAR),
        JIS(1, NameBasis.JIS_UNIFICATION),
        DICTIONARY(4, NameBasis.DICTIONARY),
        ANALOGY(16, NameBasis.ANALOGY);

        private final int bit;
        private final NameBasis basis;

        Evidence(int bit, NameBasis basis) {
            this.bit = bit;
            this.basis = basis;
        }
    }
}
