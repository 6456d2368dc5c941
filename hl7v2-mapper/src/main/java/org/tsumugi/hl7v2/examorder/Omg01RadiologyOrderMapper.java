package org.tsumugi.hl7v2.examorder;

import org.tsumugi.hl7v2.storage.DataType;

/** OMG-01 放射線検査オーダ. */
public final class Omg01RadiologyOrderMapper extends ExamOrderMapper {

    public Omg01RadiologyOrderMapper() {
        super(DataType.OMG_01, ExamKind.RADIOLOGY);
    }
}
