package org.tsumugi.testbed.population.writing;

import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;

/** Readings in the notations of hospitals, and how they are mistaken. All take and give full-width katakana where nothing else is said. */
final class Kana {

    private static final String SMALL = "ァィゥェォッャュョヮ";
    private static final String LARGE = "アイウエオツヤユヨワ";
    private static final String PLAIN = "カキクケコサシスセソタチツテトハヒフヘホ";
    private static final String VOICED = "ガギグゲゴザジズゼゾダヂヅデドバビブベボ";
    private static final String FULL = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private static final String O_ROW = "オコソトノホモヨロゴゾドボポョウクスツヌフムユルグズヅブプュ";

    private Kana() {}

    static String large(String kana) {
        StringBuilder text = new StringBuilder(kana);
        for (int i = 0; i < text.length(); i++) {
            int at = SMALL.indexOf(text.charAt(i));
            if (at >= 0) {
                text.setCharAt(i, LARGE.charAt(at));
            }
        }
        return text.toString();
    }

    static String hiragana(String kana) {
        StringBuilder text = new StringBuilder(kana);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'ァ' && c <= 'ヶ') {
                text.setCharAt(i, (char) (c - 'ァ' + 'ぁ'));
            }
        }
        return text.toString();
    }

    static String halfWidth(String kana) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < kana.length(); i++) {
            halfWidth(kana.charAt(i), text);
        }
        return text.toString();
    }

    private static void halfWidth(char c, StringBuilder text) {
        int voiced = VOICED.indexOf(c);
        int halfVoiced = "パピプペポ".indexOf(c);
        if (voiced >= 0) {
            halfWidth(PLAIN.charAt(voiced), text);
            text.append('ﾞ');
        } else if (c == 'ヴ') {
            text.append("ｳﾞ");
        } else if (halfVoiced >= 0) {
            halfWidth("ハヒフヘホ".charAt(halfVoiced), text);
            text.append('ﾟ');
        } else if (FULL.indexOf(c) >= 0) {
            text.append((char) ('ｦ' + FULL.indexOf(c)));
        } else {
            text.append(c == '　' ? ' ' : c);
        }
    }

    /** A long vowel left out or written with ー; the same when there is none. */
    static String longVowel(Dice dice, String kana) {
        List<Integer> places = new ArrayList<>();
        for (int i = 1; i < kana.length(); i++) {
            char c = kana.charAt(i);
            boolean drawn = (c == 'ウ' || c == 'オ') && O_ROW.indexOf(kana.charAt(i - 1)) >= 0;
            if (drawn || c == 'ー') {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return kana;
        }
        int at = dice.pick(places);
        boolean mark = kana.charAt(at) != 'ー' && dice.chance(0.5);
        return kana.substring(0, at) + (mark ? "ー" : "") + kana.substring(at + 1);
    }

    /** One kana wrong: voiced for voiceless and the reverse, or another one. */
    static String typing(Dice dice, String kana) {
        if (kana.isEmpty()) {
            return kana;
        }
        int at = dice.below(kana.length());
        char c = kana.charAt(at);
        int plain = PLAIN.indexOf(c);
        int voiced = VOICED.indexOf(c);
        char wrong;
        if (plain >= 0) {
            wrong = VOICED.charAt(plain);
        } else if (voiced >= 0) {
            wrong = PLAIN.charAt(voiced);
        } else {
            wrong = "アイウエオナニヌネノマミムメモラリルレロ".charAt(dice.below(20));
            wrong = wrong == c ? 'ン' : wrong;
        }
        return kana.substring(0, at) + wrong + kana.substring(at + 1);
    }
}
