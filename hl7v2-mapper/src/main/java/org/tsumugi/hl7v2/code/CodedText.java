package org.tsumugi.hl7v2.code;

import java.util.function.IntFunction;
import org.hl7.fhir.r4.model.Base;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.message.Component;
import org.tsumugi.hl7v2.message.Repetition;

/**
 * CWE: a code with its text and table, the same in another table, and the original text. Standard and local coding come in
 * either order. Absent parts are empty.
 *
 * @param first CWE.1–3 and version CWE.7
 * @param second CWE.4–6 and version CWE.8
 * @param originalText CWE.9
 */
public record CodedText(Code first, Code second, String originalText) {

    /**
     * One code: {@code code^text^table} and the version of the table.
     *
     * @param second whether it stands in the second place of the CWE
     */
    public record Code(String code, String text, String table, String version, boolean second) {

        /** Nothing, in the first place. */
        public static final Code NONE = new Code("", "", "", "", false);

        /** A code that did not come in a CWE, or in its first place. */
        public Code(String code, String text, String table, String version) {
            this(code, text, table, version, false);
        }

        /** The same code, as of another table. */
        public Code inTable(String other) {
            return new Code(code, text, other, version, second);
        }

        /**
         * Where a part of it stands.
         *
         * @param cwe where the CWE stands
         * @param part 1 code, 2 text, 3 table, 7 version
         */
        public Place at(Place cwe, int part) {
            return cwe.component(!second ? part : part == 7 ? 8 : part + 3);
        }
    }

    /** Reads a field repetition. A sub-component in a code is data, so {@code 9A100&IMP} is one code. */
    public static CodedText of(Repetition cwe) {
        return of(cwe::data);
    }

    /** Reads a CWE that is a component of another datatype, such as RPT.1 or CQ.2: its parts are sub-components. */
    public static CodedText of(Component cwe) {
        return of(cwe::text);
    }

    private static CodedText of(IntFunction<String> part) {
        return new CodedText(
                new Code(part.apply(1).strip(), part.apply(2), part.apply(3).strip(), part.apply(7)),
                new Code(part.apply(4).strip(), part.apply(5), part.apply(6).strip(), part.apply(8), true),
                part.apply(9));
    }

    /** Whether neither a code nor a text was sent. */
    public boolean isEmpty() {
        return text().isEmpty() && first.code().isEmpty() && second.code().isEmpty();
    }

    /** The sender's words: the original text, else the text of the first code, else of the second. */
    public String text() {
        if (!originalText.isEmpty()) {
            return originalText;
        }
        return first.text().isEmpty() ? second.text() : first.text();
    }

    /** Says that the sender's words are the source of an element, wherever in the CWE they stand. */
    public void givesText(Place cwe, Base element) {
        if (!originalText.isEmpty()) {
            cwe.component(9).gives(element);
        } else if (!first.text().isEmpty()) {
            first.at(cwe, 2).gives(element);
        } else if (!second.text().isEmpty()) {
            second.at(cwe, 2).gives(element);
        } else {
            first.at(cwe, 1).gives(element);
        }
    }

    /** The code from the table with this name, in either place; empty when there is none. */
    public String codeIn(String table) {
        if (first.table().equals(table)) {
            return first.code();
        }
        return second.table().equals(table) ? second.code() : "";
    }
}
