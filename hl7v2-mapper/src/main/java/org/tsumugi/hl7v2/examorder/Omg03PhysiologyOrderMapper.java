package org.tsumugi.hl7v2.examorder;

import org.tsumugi.hl7v2.storage.DataType;

/** OMG-03 生理検査オーダ. */
public final class Omg03PhysiologyOrderMapper extends ExamOrderMapper {

    public Omg03PhysiologyOrderMapper() {
        super(DataType.OMG_03, null);
    }
}
