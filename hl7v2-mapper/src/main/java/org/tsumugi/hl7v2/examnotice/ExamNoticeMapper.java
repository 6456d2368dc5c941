package org.tsumugi.hl7v2.examnotice;

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
import org.tsumugi.hl7v2.examorder.ExamKind;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.storage.DataType;

/** OMI^Z23 → Procedure, Observation, ImagingStudy. */
public abstract class ExamNoticeMapper implements DataTypeMapper {

    private final DataType dataType;
    private final DataType order;
    private final ExamKind kind;

    /** @param order the data type of the orders that it answers */
    protected ExamNoticeMapper(DataType dataType, DataType order, ExamKind kind) {
        this.dataType = dataType;
        this.order = order;
        this.kind = kind;
    }

    @Override
    public final DataType dataType() {
        return dataType;
    }

    @Override
    public final Set<String> messageTypes() {
        return Set.of("OMI^Z23");
    }

    @Override
    public final List<Resource> map(Message message, MappingContext context) {
        List<ExamGroup> groups = ExamGroups.of(message);
        if (groups.isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no ORC and no OBR: nothing was done");
        }
        Optional<Reference> encounter = Visit.of(message, context);
        Procedures procedures = new Procedures(context, new ExamKeys(groups, order, context), kind, encounter);
        List<Resource> resources = new ArrayList<>();
        for (ExamGroup group : groups) {
            resources.addAll(procedures.map(group));
            group.sayWhatIsRepeated(context);
        }
        resources.addAll(procedures.studies());
        return resources;
    }
}
