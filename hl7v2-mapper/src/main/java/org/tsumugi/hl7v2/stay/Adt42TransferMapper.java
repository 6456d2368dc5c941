package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.storage.DataType;

/** ADT-42 転科・転棟(転室・転床)実施 (ADT^A02; ADT^A12 cancels). */
public final class Adt42TransferMapper extends MovementMapper {

    public Adt42TransferMapper() {
        super(DataType.ADT_42, Movement.TRANSFER, "A02", "A12");
    }
}
