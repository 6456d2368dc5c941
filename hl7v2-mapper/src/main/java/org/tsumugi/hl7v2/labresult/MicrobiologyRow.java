package org.tsumugi.hl7v2.labresult;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.Interpretations;

/**
 * What a row (OBX) by itself says of being microbiology. An item is, when its JLAC10 code is of the main class 6 (微生物学的検査:
 * 6A smear, 6B culture and identification, 6C susceptibility, …) or when it is an antimicrobial of the JANIS table; and so is
 * the item of a value that is an organism of the JANIS table. Nothing else makes a row one: neither a sub-id nor words.
 */
record MicrobiologyRow(Segment obx, CodedText item) {

    private static final Pattern MICROBIOLOGY = Pattern.compile("6[A-Z].*");
    private static final Set<String> CODED = Set.of("CWE", "CE", "CNE");
    private static final Set<String> WITHDRAWN = Set.of("D", "W", "X");
    private static final int WITHOUT_KIND_OF_RESULT = 15;

    static MicrobiologyRow of(Segment obx) {
        return new MicrobiologyRow(obx, CodedText.of(obx.field(3).first()));
    }

    /** Whether the JLAC10 code of an item or a set is of microbiology. */
    static boolean isMicrobiology(CodedText item) {
        return MICROBIOLOGY.matcher(item.codeIn("JC10")).matches();
    }

    boolean isMicrobiology() {
        return isMicrobiology(item) || isSusceptibility() || namesAnOrganism();
    }

    /** A test of an antimicrobial. */
    boolean isSusceptibility() {
        return item.codeIn("JC10").startsWith("6C") || !item.codeIn("JANIS").isEmpty();
    }

    /** An item of a code of the facility alone, with a flag that only susceptibility tests have. */
    boolean isLikelySusceptibility() {
        return isLocal() && Interpretations.isSusceptibility(obx);
    }

    /** Whether neither JLAC10 nor JANIS says what it is. */
    boolean isLocal() {
        return item.codeIn("JC10").isEmpty() && item.codeIn("JANIS").isEmpty();
    }

    /** A row of the culture itself: 6B. */
    boolean isCulture() {
        return item.codeIn("JC10").startsWith("6B");
    }

    boolean namesAnOrganism() {
        return isCoded()
                && !isSusceptibility()
                && !CodedText.of(obx.field(5).first()).codeIn("JANIS").isEmpty();
    }

    boolean isCoded() {
        return CODED.contains(obx.text(2).strip())
                && !CodedText.of(obx.field(5).first()).isEmpty();
    }

    /** Whether the laboratory has taken it back (OBX-11). */
    boolean isWithdrawn() {
        return WITHDRAWN.contains(obx.text(11).strip());
    }

    String subId() {
        return obx.text(4).strip();
    }

    /** Whether both are results of one item: the last two digits of JLAC10 say what kind of result it is, not of what. */
    boolean isSameItem(MicrobiologyRow other) {
        return sameItem().equals(other.sameItem());
    }

    private String sameItem() {
        String standard = item.codeIn("JC10");
        String code = standard.isEmpty() ? LabOrderKeys.code(obx, 3) : standard;
        return standard.length() > WITHOUT_KIND_OF_RESULT ? code.substring(0, WITHOUT_KIND_OF_RESULT) : code;
    }

    /** Whether it is named by an OBR-26: by the item, in either of its codes, and by the sub-id when there is one. */
    boolean isNamedBy(CodedText parent, String parentSubId) {
        boolean sameCode = parent.isEmpty()
                || Stream.of(item.first().code(), item.second().code())
                        .filter(code -> !code.isEmpty())
                        .anyMatch(code -> code.equals(parent.first().code())
                                || code.equals(parent.second().code()));
        return sameCode && (parentSubId.isEmpty() || parentSubId.equals(subId()));
    }
}
