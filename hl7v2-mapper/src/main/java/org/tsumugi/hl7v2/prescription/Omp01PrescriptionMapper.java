package org.tsumugi.hl7v2.prescription;

import java.util.ArrayList;
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

/** OMP-01 処方オーダ (RDE^O11) → one MedicationRequest per RXE. */
public final class Omp01PrescriptionMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.OMP_01;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("RDE^O11");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        List<DrugGroup> drugs = DrugGroup.of(message.segments());
        if (drugs.isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no RXE: there is no drug");
        }
        List<RpPosition> positions =
                RpPosition.of(drugs.stream().map(DrugGroup::order).toList(), context.ledger());
        List<String> keys = PrescriptionKeys.of(context.fileKey(), drugs);
        MedicationRequests requests = new MedicationRequests(context, message, Visit.of(message, context), "");
        List<Resource> resources = new ArrayList<>();
        for (int i = 0; i < drugs.size(); i++) {
            resources.add(requests.map(drugs.get(i), positions.get(i), keys.get(i)));
        }
        return resources;
    }
}
