package org.tsumugi.mpi.name;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.tsumugi.mpi.NameBasis;

/** Finds out, of two names that were found near, what makes them so. */
final class Grounds {

    private final KanjiForms kanji;

    Grounds(KanjiForms kanji) {
        this.kanji = kanji;
    }

    /** What brings two names together that are near, character by character. */
    Set<NameBasis> of(IdeographicForm a, IdeographicForm b) {
        Set<NameBasis> bases = Notation.differences(a.raw(), b.raw());
        int[] charactersOfA = CodePoints.of(a.plain());
        int[] charactersOfB = CodePoints.of(b.plain());
        for (int i = 0; i < charactersOfA.length; i++) {
            bases.addAll(characterBases(charactersOfA[i], charactersOfB[i]));
        }
        return bases;
    }

    /** What brings two readings together that are near. */
    static Set<NameBasis> of(KanaForm a, KanaForm b) {
        Set<NameBasis> bases = ofKnown(a, b);
        if (!a.sound().equals(b.sound())) {
            bases.addAll(lengthBases(a.sound(), b.sound()));
        }
        return bases;
    }

    /** What brings the known kana of two readings together, where marks stand for others. */
    static Set<NameBasis> ofKnown(KanaForm a, KanaForm b) {
        Set<NameBasis> bases = Notation.kanaDifferences(a.raw(), b.raw());
        bases.addAll(soundBases(a, b));
        if (lengthWithoutVu(a.sound()) != lengthWithoutVu(b.sound())) {
            bases.add(NameBasis.LONG_VOWEL);
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

    private static int lengthWithoutVu(String sound) {
        return CodePoints.of(LongVowels.withoutVu(sound)).length;
    }
}
