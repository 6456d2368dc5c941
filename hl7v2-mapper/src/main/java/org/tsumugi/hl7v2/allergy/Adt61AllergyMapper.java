package org.tsumugi.hl7v2.allergy;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * ADT-61 アレルギー情報 (ADT^A60). It has no resources of its own: its IAM segments are contributed to the patient's allergies like
 * the AL1 of every other type ({@link Allergies}).
 */
public final class Adt61AllergyMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.ADT_61;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("ADT^A60");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        message.all("PV1").forEach(pv1 -> Visit.directory(pv1, context));
        if (message.first("IAM").isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "no IAM: there is no allergy");
        }
        return List.of();
    }
}
