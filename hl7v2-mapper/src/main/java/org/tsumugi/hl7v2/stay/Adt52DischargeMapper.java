package org.tsumugi.hl7v2.stay;

import java.util.Map;
import org.tsumugi.hl7v2.storage.DataType;

/** ADT-52 退院実施 (ADT^A03; ADT^A13 cancels). */
public final class Adt52DischargeMapper extends MovementMapper {

    public Adt52DischargeMapper() {
        super(DataType.ADT_52, Map.of("A03", Movement.DISCHARGE, "A13", Movement.DISCHARGE_CANCELLED));
    }
}
