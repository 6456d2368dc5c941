package org.tsumugi.hl7v2.labresult;

import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.labresult.ResultGroups.OrderGroup;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Business keys of one file's resources. A corrected message has other values, times and states, often more or fewer rows and
 * sometimes another order of them; what stays is the key of the file, the specimen and order numbers and the code of each item
 * with its sub-id. So the keys are made of these, and a position only tells apart what is equal in all of them.
 */
public final class ResultKeys {

    private final String fileKey;
    private final Ordinals ordinals = new Ordinals();

    /** @param fileKey of the file the resources are of */
    public ResultKeys(String fileKey) {
        this.fileKey = fileKey;
    }

    String specimen(Segment spm) {
        String number = spm.field(2).first().component(1).raw() + "^"
                + spm.field(2).first().component(2).raw();
        String identity = number.equals("^") ? "type:" + code(spm, 4) : number;
        return ordinals.distinct(fileKey + "|SPM|" + identity);
    }

    String order(OrderGroup order, String specimenKey) {
        Segment obr = order.obr();
        Segment orc = order.orc();
        if (obr == null) {
            return ordinals.distinct(specimenKey + "|OBR|");
        }
        String filler = obr.text(3).isEmpty() && orc != null ? orc.text(3) : obr.text(3);
        return ordinals.distinct(specimenKey + "|OBR|" + filler + "|" + code(obr, 4));
    }

    /** @param orderKey of what the row stands under */
    public String result(Segment obx, String orderKey) {
        return ordinals.distinct(orderKey + "|OBX|" + code(obx, 3) + "|" + obx.text(4));
    }

    private static String code(Segment segment, int field) {
        CodedText coded = CodedText.of(segment.field(field).first());
        if (!coded.first().code().isEmpty()) {
            return coded.first().code();
        }
        return coded.second().code().isEmpty() ? coded.text() : coded.second().code();
    }
}
