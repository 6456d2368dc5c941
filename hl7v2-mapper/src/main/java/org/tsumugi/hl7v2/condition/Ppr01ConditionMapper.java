package org.tsumugi.hl7v2.condition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.storage.DataType;

/** PPR-01 病名(歴)情報 (PPR^ZD1) → one Condition per PRB. The file is the whole set of the patient's diseases. */
public final class Ppr01ConditionMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.PPR_01;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("PPR^ZD1");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        ProblemGroup.Grouped grouped = ProblemGroup.of(message);
        if (grouped.groups().isEmpty()) {
            context.ledger()
                    .file()
                    .report(
                            MappingIssueCode.SEGMENT_MISSING,
                            Severity.INFORMATION,
                            "no PRB: the patient has no disease");
        }
        ConditionResources conditions = new ConditionResources(
                context, new ConditionKeys(context, grouped.groups()), Visit.of(message, context));
        return grouped.groups().stream()
                .map(conditions::map)
                .flatMap(Optional::stream)
                .map(Resource.class::cast)
                .toList();
    }
}
