package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.storage.DataType;

/** ADT-32 外出泊帰院実施 (ADT^A22; ADT^A53 cancels). */
public final class Adt32ReturnMapper extends MovementMapper {

    public Adt32ReturnMapper() {
        super(DataType.ADT_32, Movement.RETURN, "A22", "A53");
    }
}
