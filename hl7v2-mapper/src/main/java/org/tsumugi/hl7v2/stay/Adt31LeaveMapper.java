package org.tsumugi.hl7v2.stay;

import org.tsumugi.hl7v2.storage.DataType;

/** ADT-31 外出泊実施 (ADT^A21; ADT^A52 cancels). */
public final class Adt31LeaveMapper extends MovementMapper {

    public Adt31LeaveMapper() {
        super(DataType.ADT_31, Movement.LEAVE, "A21", "A52");
    }
}
