package org.tsumugi.hl7v2.radiology;

import org.tsumugi.hl7v2.examnotice.ExamNoticeMapper;
import org.tsumugi.hl7v2.examorder.ExamKind;
import org.tsumugi.hl7v2.storage.DataType;

/** OMG-11 放射線検査の実施通知 (OMI^Z23). */
public final class Omg11RadiologyMapper extends ExamNoticeMapper {

    public Omg11RadiologyMapper() {
        super(DataType.OMG_11, DataType.OMG_01, ExamKind.RADIOLOGY);
    }
}
