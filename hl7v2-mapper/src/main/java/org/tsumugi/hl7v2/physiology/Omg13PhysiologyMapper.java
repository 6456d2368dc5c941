package org.tsumugi.hl7v2.physiology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.examorder.ExamGroup;
import org.tsumugi.hl7v2.examorder.ExamGroups;
import org.tsumugi.hl7v2.examorder.ExamKeys;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.storage.DataType;

/** OMG-13 生理検査結果通知 (ORU^R01) → DiagnosticReport and Observation. */
public final class Omg13PhysiologyMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.OMG_13;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("ORU^R01");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        List<ExamGroup> groups = ExamGroups.of(message);
        if (groups.isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no OBR and no OBX: there is no result");
        }
        Optional<Reference> encounter = Visit.of(message, context);
        Reports reports = new Reports(context, new ExamKeys(groups, DataType.OMG_03, context), encounter);
        List<Resource> resources = new ArrayList<>();
        for (ExamGroup group : groups) {
            resources.addAll(reports.map(group));
            group.sayWhatIsRepeated(context);
        }
        return resources;
    }
}
