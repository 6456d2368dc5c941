package org.tsumugi.mpi.name;

/** Facts of kana, on code points. Where nothing applies, the code point itself is given back. */
final class Kana {

    static final int LONG_MARK = 'ー';

    private static final int SCRIPTS_APART = 'ア' - 'あ';
    private static final int FIRST = 0x3041;
    private static final int LAST = 0x30FA;
    private static final String SMALL = "ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ";
    private static final String LARGE = "アイウエオツヤユヨワカケあいうえおつやゆよわかけクシストヌハヒフヘホムラリルレロ";
    private static final String UNVOICED = "ウカキクケコサシスセソタチツテトハヒフヘホワヰヱヲうかきくけこさしすせそたちつてとはひふへほ";
    private static final String VOICED = "ヴガギグゲゴザジズゼゾダヂヅデドバビブベボヷヸヹヺゔがぎぐげござじずぜぞだぢづでどばびぶべぼ";
    private static final String ONE_SOUND = "ヂヅヲヱヰ";
    private static final String OF_ONE_SOUND = "ジズオエイ";
    private static final String[] ROWS = {
        "アカサタナハマヤラワガザダバパヷ", "イキシチニヒミリヰギジヂビピヸ", "ウクスツヌフムユルグズヅブプヴ", "エケセテネヘメレヱゲゼデベペヹ", "オコソトノホモヨロヲゴゾドボポヺ"
    };
    private static final int[] VOWELS = vowels();

    private Kana() {}

    /** A kana letter of either script; the long mark and iteration marks are none. */
    static boolean isLetter(int codePoint) {
        return isHiragana(codePoint)
                || codePoint >= 0x30A1 && codePoint <= LAST
                || codePoint >= 0x31F0 && codePoint <= 0x31FF;
    }

    static boolean isHiragana(int codePoint) {
        return codePoint >= FIRST && codePoint <= 0x3096;
    }

    /** The same kana, or iteration mark of kana, in katakana. */
    static int katakana(int codePoint) {
        boolean hiragana = isHiragana(codePoint) || codePoint == 'ゝ' || codePoint == 'ゞ';
        return hiragana ? codePoint + SCRIPTS_APART : codePoint;
    }

    /** The large kana of a small one. */
    static int large(int codePoint) {
        return replaced(codePoint, SMALL, LARGE);
    }

    /** ジ for ヂ, and so on; of large katakana. */
    static int oneSound(int codePoint) {
        return replaced(codePoint, ONE_SOUND, OF_ONE_SOUND);
    }

    static int unvoiced(int codePoint) {
        return replaced(codePoint, VOICED, UNVOICED);
    }

    static int voiced(int codePoint) {
        return replaced(codePoint, UNVOICED, VOICED);
    }

    /** The vowel of a large katakana as ア, イ, ウ, エ or オ; 0 where it has none. */
    static int vowel(int codePoint) {
        return codePoint >= FIRST && codePoint <= LAST ? VOWELS[codePoint - FIRST] : 0;
    }

    private static int replaced(int codePoint, String from, String to) {
        if (codePoint < FIRST || codePoint > 0x31FF) {
            return codePoint;
        }
        int at = from.indexOf(codePoint);
        return at < 0 ? codePoint : to.charAt(at);
    }

    private static int[] vowels() {
        int[] vowels = new int[LAST - FIRST + 1];
        for (String row : ROWS) {
            row.chars().forEach(kana -> vowels[kana - FIRST] = row.charAt(0));
        }
        return vowels;
    }
}
