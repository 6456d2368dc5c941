package org.tsumugi.hl7v2.allergy;

import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * The code of one HL7 table in a CWE field, in either place of it; a code that names no table is taken as one of that table.
 *
 * @param value empty when there is none
 * @param place where it stands
 */
record Hl7Code(String value, Place place) {

    static Hl7Code of(Segment segment, int field, String table, MappingContext context) {
        CodedText cwe = CodedText.of(segment.field(field).first());
        CodedText.Code code = cwe.first();
        if (cwe.second().table().equals(table)) {
            code = cwe.second();
        } else if (!code.table().equals(table) && !code.table().isEmpty()) {
            code = CodedText.Code.NONE;
        }
        return new Hl7Code(code.code(), code.at(context.at(segment, field).repetition(0), 1));
    }

    boolean isEmpty() {
        return value.isEmpty();
    }
}
