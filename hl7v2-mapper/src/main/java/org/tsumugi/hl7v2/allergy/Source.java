package org.tsumugi.hl7v2.allergy;

import org.tsumugi.hl7v2.storage.DataType;

/** How good a source a statement about an allergy is; a later constant is a better one. */
enum Source {
    /** AL1 of an order, a result or a movement, which repeats what somebody knew then. */
    MENTION,
    /** AL1 of ADT-00. */
    BASIC_INFORMATION,
    /** IAM of ADT-61. */
    ALLERGY_INFORMATION;

    static Source ofAl1(DataType type) {
        return type == DataType.ADT_00 ? BASIC_INFORMATION : MENTION;
    }
}
