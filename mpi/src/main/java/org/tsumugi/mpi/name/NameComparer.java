package org.tsumugi.mpi.name;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
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

    private final KanjiForms kanji;

    /** @param kanji the forms with which the names were read */
    public NameComparer(KanjiForms kanji) {
        this.kanji = kanji;
    }

    /**
     * Two names as they are written in Japan. A replacement mark stands for exactly one character that is not known, so that a name
     * with one never agrees, not even with the same: at most it is similar. It is missing where no character is known on both sides.
     */
    public NameComparison ideographic(IdeographicForm a, IdeographicForm b) {
        if (a.isEmpty() || b.isEmpty()) {
            return NameComparison.without(Agreement.MISSING);
        }
        Set<NameBasis> bases = Notation.differences(a.raw(), b.raw());
        if (Wildcards.isIn(a.confusable()) || Wildcards.isIn(b.confusable())) {
            bases.addAll(characterBases(a, b));
            return withWildcards(a.confusable(), b.confusable(), bases);
        }
        if (a.plain().equals(b.plain())) {
            return new NameComparison(Agreement.SAME, bases);
        }
        if (a.reduced().equals(b.reduced())) {
            bases.addAll(characterBases(a, b));
            return new NameComparison(Agreement.SAME_IN_OTHER_FORM, bases);
        }
        if (a.confusable().equals(b.confusable())) {
            bases.addAll(characterBases(a, b));
            return new NameComparison(Agreement.SIMILAR, bases);
        }
        return slipOrDifferent(a.reduced(), b.reduced(), SHORTEST_KANJI_WITH_SLIP);
    }

    /** Two readings. Long vowels written or not, and ヴ for ブ, are similar at most, as オノ and オオノ are two names. */
    public NameComparison kana(KanaForm a, KanaForm b) {
        if (a.isEmpty() || b.isEmpty()) {
            return NameComparison.without(Agreement.MISSING);
        }
        Set<NameBasis> bases = Notation.kanaDifferences(a.raw(), b.raw());
        if (Wildcards.isIn(a.folded()) || Wildcards.isIn(b.folded())) {
            return withWildcards(a.folded(), b.folded(), bases);
        }
        if (a.plain().equals(b.plain())) {
            return new NameComparison(Agreement.SAME, bases);
        }
        bases.addAll(soundBases(a, b));
        if (a.sound().equals(b.sound())) {
            return new NameComparison(Agreement.SAME_IN_OTHER_FORM, bases);
        }
        if (a.folded().equals(b.folded())) {
            bases.addAll(lengthBases(a.sound(), b.sound()));
            return new NameComparison(Agreement.SIMILAR, bases);
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

    private static NameComparison withWildcards(String a, String b, Set<NameBasis> bases) {
        int known = Wildcards.knownInCommon(a, b);
        if (known < 0) {
            return NameComparison.without(Agreement.DIFFERENT);
        }
        if (known == 0) {
            return NameComparison.without(Agreement.MISSING);
        }
        bases.add(NameBasis.REPLACEMENT_MARK);
        return new NameComparison(Agreement.SIMILAR, bases);
    }

    private static NameComparison slipOrDifferent(String a, String b, int shortest) {
        return Slip.isBetween(a, b, shortest)
                ? new NameComparison(Agreement.SIMILAR, EnumSet.of(NameBasis.TYPING))
                : NameComparison.without(Agreement.DIFFERENT);
    }

    /** What brings the characters of two names together that are unlike in the same place, where they are brought together. */
    private Set<NameBasis> characterBases(IdeographicForm a, IdeographicForm b) {
        Set<NameBasis> bases = EnumSet.noneOf(NameBasis.class);
        int[] charactersOfA = a.plain().codePoints().toArray();
        int[] charactersOfB = b.plain().codePoints().toArray();
        for (int i = 0; i < Math.min(charactersOfA.length, charactersOfB.length); i++) {
            bases.addAll(characterBases(charactersOfA[i], charactersOfB[i]));
        }
        return bases;
    }

    private Set<NameBasis> characterBases(int a, int b) {
        if (a == b || Marks.isReplacement(a) || Marks.isReplacement(b)) {
            return Set.of();
        }
        Set<NameBasis> bases = EnumSet.noneOf(NameBasis.class);
        for (int character : new int[] {a, b}) {
            NameBasis evidence = kanji.evidence(character);
            if (evidence != null) {
                bases.add(evidence);
            }
        }
        int kanaOfA = Kana.katakana(a);
        int kanaOfB = Kana.katakana(b);
        if (Kana.isHiragana(a) != Kana.isHiragana(b)) {
            bases.add(NameBasis.KANA_SCRIPT);
        }
        if (NameReader.isCounter(kanaOfA) != NameReader.isCounter(kanaOfB)) {
            bases.add(NameBasis.SMALL_KANA);
        }
        if (NameReader.reduced(kanji, a) != NameReader.reduced(kanji, b)) {
            bases.add(NameBasis.CONFUSABLE);
        }
        return bases;
    }

    /** Where the sounds are the same, from the front and from behind, what makes them so. */
    private static Set<NameBasis> soundBases(KanaForm a, KanaForm b) {
        Set<NameBasis> bases = EnumSet.noneOf(NameBasis.class);
        int lastOfA = a.plain().length() - 1;
        int lastOfB = b.plain().length() - 1;
        int shorter = Math.min(lastOfA, lastOfB);
        for (int i = 0; i <= shorter && a.sound().charAt(i) == b.sound().charAt(i); i++) {
            addSoundBasis(a.plain().charAt(i), b.plain().charAt(i), bases);
        }
        for (int i = 0;
                i <= shorter && a.sound().charAt(lastOfA - i) == b.sound().charAt(lastOfB - i);
                i++) {
            addSoundBasis(a.plain().charAt(lastOfA - i), b.plain().charAt(lastOfB - i), bases);
        }
        return bases;
    }

    private static void addSoundBasis(char a, char b, Set<NameBasis> bases) {
        if (a != b) {
            bases.add(Kana.large(a) == Kana.large(b) ? NameBasis.SMALL_KANA : NameBasis.KANA_SOUND);
        }
    }

    private static Set<NameBasis> lengthBases(String a, String b) {
        String withoutVuOfA = LongVowels.withoutVu(a);
        String withoutVuOfB = LongVowels.withoutVu(b);
        boolean vu = !withoutVuOfA.equals(a) || !withoutVuOfB.equals(b);
        if (withoutVuOfA.equals(withoutVuOfB)) {
            return Collections.singleton(NameBasis.KANA_SOUND);
        }
        return vu ? EnumSet.of(NameBasis.KANA_SOUND, NameBasis.LONG_VOWEL) : EnumSet.of(NameBasis.LONG_VOWEL);
    }
}
