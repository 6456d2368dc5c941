package org.tsumugi.hl7v2.prescription;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.CodedText.Code;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * TQ1-3: how often and when, as codes. The first is the usage; further ones add to it (JAMI's 8-digit 補足用法).
 *
 * @param patterns every repetition that says something, in order
 */
public record Usage(List<Pattern> patterns) {

    private static final String JAMI = "JAMISDP01";

    /**
     * One repetition.
     *
     * @param repetition its number, from 0
     * @param asComponents whether its code is written in components of the field
     */
    record Pattern(CodedText code, int repetition, boolean asComponents) {

        /** RPT.1 is a CWE in sub-components; some senders write it as components of the field instead. */
        static Pattern of(Repetition rpt, int index) {
            boolean asComponents = rpt.component(1).size() == 1
                    && !rpt.text(2).isEmpty()
                    && !rpt.text(3).isEmpty();
            return new Pattern(asComponents ? CodedText.of(rpt) : CodedText.of(rpt.component(1)), index, asComponents);
        }

        String text() {
            return code.text().isEmpty() ? code.first().code() : code.text();
        }

        Place at(Place field) {
            Place place = field.repetition(repetition);
            return asComponents ? place : place.component(1);
        }
    }

    /** The usages of a TQ1. */
    public static Usage of(Segment tq1) {
        List<Pattern> patterns = new ArrayList<>();
        List<Repetition> repetitions = tq1.field(3).repetitions();
        for (int i = 0; i < repetitions.size(); i++) {
            patterns.add(Pattern.of(repetitions.get(i), i));
        }
        patterns.removeIf(pattern -> pattern.code().isEmpty());
        return new Usage(List.copyOf(patterns));
    }

    /** The words of all repetitions. */
    public String text() {
        return patterns.stream().map(Pattern::text).collect(Collectors.joining(" "));
    }

    /** Says that the words are the source of an element. */
    public void givesText(Place field, Base element) {
        patterns.forEach(pattern -> pattern.code().givesText(pattern.at(field), element));
    }

    /** The 16-digit standard usage code; empty when the usage is local or free text. */
    String standardCode() {
        return patterns.stream()
                .map(Pattern::code)
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
