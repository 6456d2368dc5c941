package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.storage.DataType;

/** ADT-52 退院実施 (ADT^A03; ADT^A13 cancels). */
public final class Adt52DischargeMapper extends MovementMapper {

    public Adt52DischargeMapper() {
        super(DataType.ADT_52, Movement.DISCHARGE, "A03", "A13");
    }
}
