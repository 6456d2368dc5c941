package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.storage.DataType;

/** ADT-51 退院予定 (ADT^A16; ADT^A25 cancels). */
public final class Adt51DischargePlanMapper extends MovementMapper {

    public Adt51DischargePlanMapper() {
        super(DataType.ADT_51, Movement.DISCHARGE_PLAN, "A16", "A25");
    }
}
