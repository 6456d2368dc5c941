package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.storage.DataType;

/** ADT-01 担当医の変更 (ADT^A54; ADT^A55 cancels). */
public final class Adt01DoctorChangeMapper extends MovementMapper {

    public Adt01DoctorChangeMapper() {
        super(DataType.ADT_01, Movement.DOCTOR_CHANGE, "A54", "A55");
    }
}
