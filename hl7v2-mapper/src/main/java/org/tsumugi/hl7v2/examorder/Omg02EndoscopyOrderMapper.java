package org.tsumugi.hl7v2.examorder;

import org.tsumugi.hl7v2.storage.DataType;

/** OMG-02 内視鏡検査オーダ. */
public final class Omg02EndoscopyOrderMapper extends ExamOrderMapper {

    public Omg02EndoscopyOrderMapper() {
        super(DataType.OMG_02, ExamKind.ENDOSCOPY);
    }
}
