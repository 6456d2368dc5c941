package org.tsumugi.mpi.name;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.NameBasis;

/**
 * Says how near two names, or two parts of names, are to each other and on which bases. It does not matter which of the two comes
 * first, and a name that says nothing agrees with none.
 */
public final class NameComparer {

    /** Below this, one letter is too much of a name: 一郎 and 二郎 are brothers, 長谷川 and 谷川 two families. */
    private static final int SHORTEST_KANJI_WITH_SLIP = 3;

    private static final int SHORTEST_LETTERS_WITH_SLIP = 4;

    private final Grounds grounds;

    /** @param kanji the forms with which the names were read */
    public NameComparer(KanjiForms kanji) {
        this.grounds = new Grounds(kanji);
    }

    /**
     * Two names as they are written in Japan. A replacement mark stands for exactly one character that is not known, so that a name
     * with one never agrees, not even with the same: at most it is similar. It is missing where no character is known on both sides.
     */
    public NameComparison ideographic(IdeographicForm a, IdeographicForm b) {
        if (a.isEmpty() || b.isEmpty() || a.hasKanji() != b.hasKanji()) {
            return NameComparison.without(Agreement.MISSING);
        }
        if (Wildcards.isIn(a.confusable()) || Wildcards.isIn(b.confusable())) {
            return withWildcards(a.confusable(), b.confusable(), () -> grounds.of(a, b));
        }
        if (a.plain().equals(b.plain())) {
            return new NameComparison(Agreement.SAME, Notation.differences(a.raw(), b.raw()));
        }
        if (a.reduced().equals(b.reduced())) {
            return new NameComparison(Agreement.SAME_IN_OTHER_FORM, grounds.of(a, b));
        }
        if (a.confusable().equals(b.confusable())) {
            return new NameComparison(Agreement.SIMILAR, grounds.of(a, b));
        }
        return slipOrDifferent(a.reduced(), b.reduced(), SHORTEST_KANJI_WITH_SLIP);
    }

    /** Two readings. Long vowels written or not, and ヴ for ブ, are similar at most, as オノ and オオノ are two names. */
    public NameComparison kana(KanaForm a, KanaForm b) {
        if (a.isEmpty() || b.isEmpty()) {
            return NameComparison.without(Agreement.MISSING);
        }
        if (Wildcards.isIn(a.folded()) || Wildcards.isIn(b.folded())) {
            return withWildcards(a.folded(), b.folded(), () -> Grounds.ofKnown(a, b));
        }
        if (a.plain().equals(b.plain())) {
            return new NameComparison(Agreement.SAME, Notation.kanaDifferences(a.raw(), b.raw()));
        }
        if (a.sound().equals(b.sound())) {
            return new NameComparison(Agreement.SAME_IN_OTHER_FORM, Grounds.of(a, b));
        }
        if (a.folded().equals(b.folded())) {
            return new NameComparison(Agreement.SIMILAR, Grounds.of(a, b));
        }
        return slipOrDifferent(a.sound(), b.sound(), SHORTEST_LETTERS_WITH_SLIP);
    }

    /** Two names in Latin letters as {@link NameReader#alphabetic} gives them. */
    public NameComparison alphabetic(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return NameComparison.without(Agreement.MISSING);
        }
        if (a.equals(b)) {
            return NameComparison.without(Agreement.SAME);
        }
        return slipOrDifferent(a, b, SHORTEST_LETTERS_WITH_SLIP);
    }

    private static NameComparison withWildcards(String a, String b, Supplier<Set<NameBasis>> others) {
        int known = Wildcards.knownInCommon(a, b);
        if (known < 0) {
            return NameComparison.without(Agreement.DIFFERENT);
        }
        if (known == 0) {
            return NameComparison.without(Agreement.MISSING);
        }
        Set<NameBasis> bases = others.get();
        bases.add(NameBasis.REPLACEMENT_MARK);
        return new NameComparison(Agreement.SIMILAR, bases);
    }

    private static NameComparison slipOrDifferent(String a, String b, int shortest) {
        return Slip.isBetween(a, b, shortest)
                ? new NameComparison(Agreement.SIMILAR, EnumSet.of(NameBasis.TYPING))
                : NameComparison.without(Agreement.DIFFERENT);
    }
}
