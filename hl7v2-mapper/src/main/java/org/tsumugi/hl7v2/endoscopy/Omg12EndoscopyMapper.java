package org.tsumugi.hl7v2.endoscopy;

import org.tsumugi.hl7v2.examnotice.ExamNoticeMapper;
import org.tsumugi.hl7v2.examorder.ExamKind;
import org.tsumugi.hl7v2.storage.DataType;

/** OMG-12 内視鏡検査の実施通知 (OMI^Z23). */
public final class Omg12EndoscopyMapper extends ExamNoticeMapper {

    public Omg12EndoscopyMapper() {
        super(DataType.OMG_12, DataType.OMG_02, ExamKind.ENDOSCOPY);
    }
}
