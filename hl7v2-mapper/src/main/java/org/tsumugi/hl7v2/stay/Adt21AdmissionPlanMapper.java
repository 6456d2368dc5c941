package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.storage.DataType;

/** ADT-21 入院予定 (ADT^A14; ADT^A27 cancels). */
public final class Adt21AdmissionPlanMapper extends MovementMapper {

    public Adt21AdmissionPlanMapper() {
        super(DataType.ADT_21, Movement.ADMISSION_PLAN, "A14", "A27");
    }
}
