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
    private static final Pattern NOBODY = Pattern.compile("(.{2,}|\\p{IsHan})(の子|ノコ|ノ子)[男女児0-9A-Z]{0,2}"
            + "|.*(ベビ[ーィイ]?|ベイビー|べびー|べいびー)[男女児0-9A-Z]{0,2}|(ベビー|ベイビー|べびー|べいびー|赤ちゃん|あかちゃん|アカチャン|シンセイジ).*"
            + "|新生(児|男児|女児)?.{0,2}|(.{2,}|[男女嬰乳])?児[0-9A-Z]*|[男女]の?子|[男女子]|双子|ふたご|フタゴ|.*第[一二三四五六1-6]子|[長次二三四五]女"
            + "|(.{2,})?(BABY|INFANT|NEWBORN)(BOY|GIRL|OF.*)?[0-9A-D]?|(BOY|GIRL)[0-9A-C]?|(UNKNOWN|不明|不詳|姓名不明).*"
            + "|未?命名前?|名前未定|フメイ|ふめい|フショウ|未定|ミテイ|ナシ|無し|なし");

    /** What stands for a whole name where the family name belongs: family names are more various than given ones. */
    private static final Pattern NO_FAMILY = Pattern.compile(
            "ベビー.{0,2}|べびー|新生児.*|シンセイジ.*|(BABY)?(BOY|GIRL)|BABY|INFANT|NEWBORN|UNKNOWN.*|不明.*|フメイ|ふめい|不詳|フショウ|未定|ミテイ"
                    + "|ナシ|無し|なし|姓名不明");

    private static final Pattern SPACE = Pattern.compile("[\\s\\u3000]+");

    private GivenNames() {}

    /** The name with its parts apart where a space parts them, and without a given name that is none. */
    static PersonName parted(PersonName name) {
        PersonName parted = name.given().isBlank() ? atSpace(name) : name;
        String family = is(NO_FAMILY, parted.family()) ? "" : parted.family();
        String given = is(NOBODY, parted.given()) ? "" : parted.given();
        return new PersonName(parted.script(), parted.use(), family, given);
    }

    private static PersonName atSpace(PersonName name) {
        String whole = name.family().strip();
        Matcher space = SPACE.matcher(whole);
        return space.find()
                ? new PersonName(
                        name.script(), name.use(), whole.substring(0, space.start()), whole.substring(space.end()))
                : name;
    }

    private static boolean is(Pattern pattern, String name) {
        String plain = SPACE.matcher(Normalizer.normalize(name, Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
        return pattern.matcher(plain).matches();
    }
}
