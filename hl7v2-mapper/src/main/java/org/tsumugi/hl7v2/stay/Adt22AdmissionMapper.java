package org.tsumugi.hl7v2.stay;

import java.util.Map;
import org.tsumugi.hl7v2.storage.DataType;

/** ADT-22 入院実施 (ADT^A01; ADT^A11 cancels). */
public final class Adt22AdmissionMapper extends MovementMapper {

    public Adt22AdmissionMapper() {
        super(DataType.ADT_22, Map.of("A01", Movement.ADMISSION, "A11", Movement.ADMISSION_CANCELLED));
    }
}
