package org.tsumugi.mpi.name;

/**
 * What hospitals mix up although no table says that it is the same: facts for showing names to a person, never for linking. Each
 * family is of characters in their standard form; its first stands for all. 渡部 is no writing of 渡辺 and not in here.
 */
final class Confusables {

    private static final String[] FAMILIES = {
        // Two characters, or three, that are written for each other.
        "斉斎",
        "己已巳",
        "藤籐",
        "坂阪",
        "埼崎",
        "剣釼",
        "杉椙",
        "松枩",
        "沖冲",
        "毘毗",
        "裏裡",
        "釜釡",
        "栃杤",
        "曹曺",
        "蘇蘓",
        "京亰",
        "庵菴",
        // Simplified forms with a code point of their own, which no table of the law joins.
        "芦蘆",
        "薮藪籔",
        "桝枡",
        "篭籠",
        "涛濤",
        "竃竈",
        "砺礪",
        "諌諫",
        "頚頸",
        "鴬鶯",
        "鯵鰺",
        // Kanji that look like katakana.
        "力カ",
        "二ニ",
        "八ハ",
        "工エ",
        "夕タ",
        "口ロ",
        "卜ト",
        "一ー",
        "才オ",
        "千チ",
        "三ミ"
    };

    private static final CodePointTable REPRESENTATIVES = representatives();

    private Confusables() {}

    /** The character that stands for the family; itself where there is none. Replacement marks are brought to the one wildcard. */
    static int representative(int codePoint) {
        if (Marks.isReplacement(codePoint)) {
            return Marks.WILDCARD;
        }
        int representative = REPRESENTATIVES.get(codePoint);
        return representative == CodePointTable.NONE ? codePoint : representative;
    }

    /** The families, each as a text of its characters. */
    static String[] families() {
        return FAMILIES.clone();
    }

    private static CodePointTable representatives() {
        CodePointTable table = new CodePointTable();
        for (String family : FAMILIES) {
            int first = family.codePointAt(0);
            family.codePoints().skip(1).forEach(member -> table.put(member, first));
        }
        return table;
    }
}
