package org.tsumugi.hl7v2.labresult;

import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Business keys of what an OML-01 orders. Its results (OML-11) compute the same keys, from the order number and the codes alone,
 * so they can refer to the order without having seen it. A set that is ordered twice under one number is told apart by its
 * position among its equals, in the order as in the result.
 */
public final class LabOrderKeys {

    private final String orderKey;
    private final Ordinals ordinals = new Ordinals();

    /** @param orderKey of the order's file */
    public LabOrderKeys(String orderKey) {
        this.orderKey = orderKey;
    }

    /** The next set of the message: an OBR by its code (OBR-4). */
    public String set(@Nullable Segment obr) {
        return ordinals.distinct(orderKey + "|" + (obr == null ? "" : code(obr, 4)));
    }

    /** An item of a set: an OBX by its code (OBX-3). */
    public static String item(String set, Segment obx) {
        return set + "|OBX|" + code(obx, 3);
    }

    /** JLAC10 wherever it stands, because the standard and the local code come in either order. */
    static String code(Segment segment, int field) {
        CodedText coded = CodedText.of(segment.field(field).first());
        String standard = coded.codeIn("JC10");
        if (!standard.isEmpty()) {
            return standard;
        }
        if (!coded.first().code().isEmpty()) {
            return coded.first().code();
        }
        return coded.second().code().isEmpty() ? coded.text() : coded.second().code();
    }
}
