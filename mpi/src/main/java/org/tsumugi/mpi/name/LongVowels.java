package org.tsumugi.mpi.name;

/**
 * The last step of the ladder of kana. A vowel is dropped where it makes the one before it longer: ー after any kana, ア after the
 * row of ア, イ after that of イ, ウ after that of ウ, イ and エ after that of エ, ウ and オ after that of オ. So オーノ, オオノ, オウノ
 * and オノ become one, and ユウキ and ユキ, and イイダ and イダ: names that people mistake for each other as well as names that
 * differ.
 */
final class LongVowels {

    private LongVowels() {}

    /** Long vowels as short ones, replacement marks as the one wildcard. */
    static String folded(String sound) {
        StringBuilder folded = new StringBuilder(sound.length());
        boolean afterKana = false;
        int vowel = 0;
        int codePoint;
        for (int i = 0; i < sound.length(); i += Character.charCount(codePoint)) {
            codePoint = sound.codePointAt(i);
            if (afterKana && (codePoint == Kana.LONG_MARK || lengthens(codePoint, vowel))) {
                continue;
            }
            afterKana = Kana.isLetter(codePoint);
            vowel = Kana.vowel(codePoint);
            folded.appendCodePoint(Marks.isReplacement(codePoint) ? Marks.WILDCARD : codePoint);
        }
        return folded.toString();
    }

    /** ヴァ as バ, and so on, from large kana. */
    static String withoutVu(String sound) {
        if (!hasVu(sound)) {
            return sound;
        }
        StringBuilder written = new StringBuilder(sound.length());
        for (int i = 0; i < sound.length(); i++) {
            char kana = sound.charAt(i);
            int row = "ヷヸヴヹヺ".indexOf(kana);
            if (row < 0) {
                written.append(kana);
                continue;
            }
            int next = i + 1 < sound.length() ? "アイウエオ".indexOf(sound.charAt(i + 1)) : -1;
            boolean takesVowel = kana == 'ヴ' && next >= 0;
            written.append("バビブベボ".charAt(takesVowel ? next : row));
            i += takesVowel ? 1 : 0;
        }
        return written.toString();
    }

    private static boolean hasVu(String sound) {
        for (int i = 0; i < sound.length(); i++) {
            char kana = sound.charAt(i);
            if (kana >= 'ヷ' && kana <= 'ヺ' || kana == 'ヴ') {
                return true;
            }
        }
        return false;
    }

    private static boolean lengthens(int codePoint, int vowel) {
        return switch (vowel) {
            case 'ア', 'イ', 'ウ' -> codePoint == vowel;
            case 'エ' -> codePoint == 'エ' || codePoint == 'イ';
            case 'オ' -> codePoint == 'オ' || codePoint == 'ウ';
            default -> false;
        };
    }
}
