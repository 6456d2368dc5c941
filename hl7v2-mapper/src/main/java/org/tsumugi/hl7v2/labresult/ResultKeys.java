package org.tsumugi.hl7v2.labresult;

import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.labresult.ResultGroups.OrderGroup;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.storage.StoragePath;

/**
 * Business keys of one file's resources. A corrected message has other values, times and states, often more or fewer rows and
 * sometimes another order of them; what stays is the storage key, the specimen and order numbers and the code of each item
 * with its sub-id. So the keys are made of these, and a position only tells apart what is equal in all of them.
 */
final class ResultKeys {

    private final String storageKey;
    private final Ordinals ordinals = new Ordinals();

    ResultKeys(StoragePath path) {
        this.storageKey = path.storageKey();
    }

    String specimen(Segment spm) {
        String number = spm.field(2).first().component(1).raw() + "^"
                + spm.field(2).first().component(2).raw();
        String identity = number.equals("^") ? "type:" + code(spm, 4) : number;
        return ordinals.distinct(storageKey + "|SPM|" + identity);
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

    String result(Segment obx, String orderKey) {
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
