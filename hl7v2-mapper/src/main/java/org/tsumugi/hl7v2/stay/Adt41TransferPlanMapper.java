package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.storage.DataType;

/** ADT-41 転科・転棟(転室・転床)予定 (ADT^A15; ADT^A26 cancels). */
public final class Adt41TransferPlanMapper extends MovementMapper {

    public Adt41TransferPlanMapper() {
        super(DataType.ADT_41, Movement.TRANSFER_PLAN, "A15", "A26");
    }
}
