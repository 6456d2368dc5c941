package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.storage.DataType;

/** ADT-12 外来診察の受付 (ADT^A04). */
public final class Adt12ReceptionMapper extends MovementMapper {

    public Adt12ReceptionMapper() {
        super(DataType.ADT_12, Movement.RECEPTION, "A04");
    }
}
