package org.tsumugi.mpi;

/** Why two writings of a name count as equal, for the reviewer who asks for the basis. */
public enum NameBasis {
    /** Width of letters and kana, spaces, middle dots, compatibility characters (Unicode NFKC). */
    WIDTH_AND_SPACE(true, "字幅・空白・互換文字の統一 (Unicode NFKC)", "width, spaces and compatibility characters (Unicode NFKC)"),
    /** A variation selector behind an ideograph (IVS) chooses a glyph, not a character. */
    VARIATION_SELECTOR(true, "異体字セレクタの除去 (Unicode IVS)", "variation selector (Unicode IVS)"),
    /** 佐々木 and 佐佐木. */
    ITERATION_MARK(true, "踊り字「々」の展開", "iteration mark 々 written out"),
    /** 常用漢字表 (平成22年内閣告示第2号) gives the older form (いわゆる康熙字典体) in brackets. */
    JOYO_TABLE(true, "常用漢字表(平成22年内閣告示第2号)の旧字体", "old form in the table of common kanji (Cabinet notice 2 of 2010)"),
    /** 人名用漢字別表 (戸籍法施行規則別表第二). */
    JINMEIYO_TABLE(
            true,
            "人名用漢字の異体字(戸籍法施行規則別表第二)",
            "variant in the table of kanji for names (Family Register Act rules, table 2)"),
    /** 法務省告示第582号 (平成16年): reduction of the unified family-register characters. */
    JUSTICE_NOTICE_582(true, "法務省告示第582号", "Ministry of Justice notice 582 (2004)"),
    /** 誤字俗字・正字一覧表 of the circulars on family registers (平成2年民二第5200号). */
    REGISTER_CIRCULAR(
            true, "戸籍通達(平成2年民二第5200号)の俗字・誤字", "popular and mistaken forms of the family-register circular (1990)"),
    /** JIS X 0208/0213 unify these glyphs in one code point. */
    JIS_UNIFICATION(true, "JIS包摂規準", "unification rules of JIS X 0208/0213"),
    /** Dictionaries call one a variant of the other. */
    DICTIONARY(true, "漢和辞典の異体字", "variant according to dictionaries"),
    /** Of one shape by analogy with other pairs. */
    ANALOGY(true, "字形の類推", "by analogy of shape"),
    /** 斉 and 斎 are two characters that hospitals mix; no legal basis. */
    CONFUSABLE(false, "慣用上の混用(法的根拠なし)", "mixed up in practice (no legal basis)"),
    /** ● or 〓 stands for a character that the sender could not write. */
    REPLACEMENT_MARK(false, "外字の代替記号(●・〓)", "replacement mark for a character that could not be written"),
    /** ひらがな and カタカナ. */
    KANA_SCRIPT(true, "ひらがな・カタカナの統一", "hiragana and katakana"),
    /** ショウ and シヨウ: the eligibility system knows no small kana. */
    SMALL_KANA(true, "小書きの仮名の統一", "small and large kana"),
    /** ヂ and ジ, ヅ and ズ, ヲ and オ. */
    KANA_SOUND(true, "ヂ・ジ、ヅ・ズ、ヲ・オ等の統一", "kana of one sound (ヂ ジ, ヅ ズ, ヲ オ)"),
    /** オオノ and オーノ, but also オノ and オオノ, which are two names. */
    LONG_VOWEL(false, "長音の省略・表記(別の名の可能性あり)", "long vowels (may be another name)"),
    /** The reading is the same, the characters are not. */
    READING_ONLY(false, "読みのみ一致", "same reading only"),
    /** A present name of one is a former name of the other (旧姓). */
    FORMER_NAME(false, "旧姓との一致", "a former name of the other"),
    /** Family and given name the other way round, as of foreign residents. */
    ORDER(false, "姓名の順序", "order of family and given name"),
    /** A middle name of a foreign resident that one of the two leaves out. */
    SHORTENED(false, "ミドルネーム等の省略", "a middle name left out"),
    /** One edit apart. */
    TYPING(false, "入力誤りの可能性(1文字違い)", "possibly a typing error (one edit)");

    private final boolean linking;
    private final String japanese;
    private final String english;

    NameBasis(boolean linking, String japanese, String english) {
        this.linking = linking;
        this.japanese = japanese;
        this.english = english;
    }

    /** Whether, beside an insured number, a link may rest on it; otherwise it is shown to a person only. */
    public boolean isLinking() {
        return linking;
    }

    /** The basis in Japanese. */
    public String japanese() {
        return japanese;
    }

    /** The basis in English. */
    public String english() {
        return english;
    }
}
