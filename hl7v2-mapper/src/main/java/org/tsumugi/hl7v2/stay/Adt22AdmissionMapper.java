package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.storage.DataType;

/** ADT-22 入院実施 (ADT^A01; ADT^A11 cancels). */
public final class Adt22AdmissionMapper extends MovementMapper {

    public Adt22AdmissionMapper() {
        super(DataType.ADT_22, Movement.ADMISSION, "A01", "A11");
    }
}
