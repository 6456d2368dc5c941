package org.tsumugi.mpi.compare;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tsumugi.mpi.PersonName;

/** Tells given names from what stands in their place. */
final class GivenNames {

    /** A newborn before it has a name, and whoever's name nobody knows: twins are called so alike. */
    private static final Pattern NOBODY = Pattern.compile("(.{2,}|\\p{IsHan})(の子|ノコ|ノ子)|.*(ベビ[ーィイ]?|ベイビー|べびー|べいびー)"
            + "|(ベビー|ベイビー|べびー|べいびー|赤ちゃん|あかちゃん|アカチャン|新生|シンセイジ|不明|BABY|INFANT|NEWBORN|UNKNOWN).*"
            + "|(BOY|GIRL)[0-9A-D]?|[男女嬰乳]?児[0-9A-Z]*|[男女]の?子|[男女子]|双子|ふたご|フタゴ|第[一二三四五六1-6]子"
            + "|未?命名前?|名前未定|フメイ|ふめい|不詳|フショウ|未定|ミテイ|ナシ|無し|なし|姓名不明");

    private static final Pattern SPACE = Pattern.compile("[\\s\\u3000]+");

    private GivenNames() {}

    /** The name with its parts apart where a space parts them, and without a given name that is none. */
    static PersonName parted(PersonName name) {
        PersonName parted = name.given().isBlank() ? atSpace(name) : name;
        return isNobody(parted.given())
                ? new PersonName(parted.script(), parted.use(), isNobody(parted.family()) ? "" : parted.family(), "")
                : isNobody(parted.family())
                        ? new PersonName(parted.script(), parted.use(), "", parted.given())
                        : parted;
    }

    private static PersonName atSpace(PersonName name) {
        String whole = name.family().strip();
        Matcher space = SPACE.matcher(whole);
        return space.find()
                ? new PersonName(
                        name.script(), name.use(), whole.substring(0, space.start()), whole.substring(space.end()))
                : name;
    }

    private static boolean isNobody(String name) {
        String plain = SPACE.matcher(Normalizer.normalize(name, Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        return NOBODY.matcher(plain).matches();
    }
}
