package org.tsumugi.hl7v2.prescription;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.CodedText.Code;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * TQ1-3: how often and when, as codes. The first is the usage; further ones add to it (JAMI's 8-digit 補足用法).
 *
 * @param codes every repetition, in order
 */
public record Usage(List<CodedText> codes) {

    private static final String JAMI = "JAMISDP01";

    /** The usages of a TQ1; none without one. */
    public static Usage of(@Nullable Segment tq1) {
        if (tq1 == null) {
            return new Usage(List.of());
        }
        return new Usage(tq1.field(3).repetitions().stream()
                .map(Usage::code)
                .filter(code -> !code.isEmpty())
                .toList());
    }

    /** RPT.1 is a CWE in sub-components; some senders write it as components of the field instead. */
    private static CodedText code(Repetition rpt) {
        boolean asComponents = rpt.component(1).size() == 1
                && !rpt.text(2).isEmpty()
                && !rpt.text(3).isEmpty();
        return asComponents ? CodedText.of(rpt) : CodedText.of(rpt.component(1));
    }

    /** The words of all repetitions. */
    public String text() {
        return codes.stream()
                .map(code -> code.text().isEmpty() ? code.first().code() : code.text())
                .collect(Collectors.joining(" "));
    }

    /** The 16-digit standard usage code; empty when the usage is local or free text. */
    String standardCode() {
        return codes.stream()
                .flatMap(code -> Stream.of(code.first(), code.second()))
                .filter(code -> code.table().equals(JAMI))
                .map(Code::code)
                .filter(code -> code.length() == 16)
                .findFirst()
                .orElse("");
    }

    /** Whether the usage says 頓用: digit 3 of the standard code (5 = 頓用), or the words. */
    boolean isAsNeeded() {
        String standard = standardCode();
        return (!standard.isEmpty() && standard.charAt(2) == '5') || saysAsNeeded(text());
    }

    /** Whether Japanese text says 頓用. */
    public static boolean saysAsNeeded(String text) {
        return text.contains("頓用") || text.contains("頓服");
    }

    /** JAMI's additional usage has 8 digits and a table of its own in FHIR, but not in HL7 v2. */
    public static String meaning(CodedText code) {
        boolean additional = Stream.of(code.first(), code.second())
                .anyMatch(c -> c.table().equals(JAMI) && c.code().length() == 8);
        return additional ? "additional" : "";
    }
}
