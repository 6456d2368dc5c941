package org.tsumugi.mpi.name;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.NameBasis;

/**
 * Which kanji are forms of one character, and what says so. Each form has one standard, reached by one direct step for which there
 * is evidence, and a standard is never reduced further: following variants of variants joins two hundred characters that have
 * nothing to do with one another. Two forms of one standard count as equal, each on its own evidence.
 *
 * <p>The project's own table holds the old forms of the table of common kanji (常用漢字表), the variants of the table of kanji for
 * names (戸籍法施行規則別表第二), and forms that are common in names. An operator may add pairs of IPA's MJ縮退マップ.
 */
public final class KanjiForms {

    private final CodePointTable standards;
    private final CodePointTable bases;
    private final BitSet reached = new BitSet();

    KanjiForms() {
        standards = new CodePointTable();
        bases = new CodePointTable();
    }

    /** The project's own table. */
    public static KanjiForms curated() {
        return CuratedForms.load();
    }

    /**
     * The project's own table and, where that says nothing, direct pairs of a file: UTF-8, a line of titles, then in each line two
     * characters, what says so as a sum (1 JIS包摂規準, 2 法務省告示582号, 4 dictionaries, 8 戸籍通達, 16 analogy), and 1 for a direct
     * pair or 0 for one that follows from others, parted by tabs. Pairs that are not direct are left out.
     *
     * @throws IllegalArgumentException when a line is not of this form; the message names file and line
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public static KanjiForms withPairs(Path file) {
        KanjiForms forms = curated();
        new Reduction(VariantPairs.read(file)).addTo(forms);
        return forms;
    }

    /** The standard form; the character itself where it is one, or is not known. */
    public int reduce(int codePoint) {
        int standard = standards.get(codePoint);
        return standard == CodePointTable.NONE ? codePoint : standard;
    }

    /**
     * Why two different characters count as forms of one: the evidence of the one that is not the standard, or the weaker evidence
     * of two forms. Empty when they are no forms of one, or are one and the same.
     */
    public Optional<NameBasis> basis(int a, int b) {
        if (a == b || reduce(a) != reduce(b)) {
            return Optional.empty();
        }
        NameBasis ofA = evidence(a);
        NameBasis ofB = evidence(b);
        if (ofA == null || ofB == null) {
            return Optional.ofNullable(ofA == null ? ofB : ofA);
        }
        return Optional.of(ofA.compareTo(ofB) >= 0 ? ofA : ofB);
    }

    /** Names this table by what is in it: two tables of one content have one digest. */
    public String digest() {
        MessageDigest sha256 = sha256();
        for (int form = 0; form <= Character.MAX_CODE_POINT; form++) {
            int standard = standards.get(form);
            if (standard != CodePointTable.NONE) {
                sha256.update(
                        (form + ">" + standard + ":" + bases.get(form) + ";").getBytes(StandardCharsets.US_ASCII));
            }
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What the reduction of a form rests on; null for a standard. */
    @Nullable
    NameBasis evidence(int form) {
        int basis = bases.get(form);
        return basis == CodePointTable.NONE ? null : NameBasis.values()[basis];
    }

    /** Whether it is the standard of other forms, or has one. */
    boolean isSettled(int codePoint) {
        return reached.get(codePoint) || evidence(codePoint) != null;
    }

    void add(int form, int standard, NameBasis basis) {
        reached.set(standard);
        standards.put(form, standard);
        bases.put(form, basis.ordinal());
    }
}
