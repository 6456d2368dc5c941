package org.tsumugi.hl7v2.labresult;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.labresult.ResultGroups.SpecimenGroup;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.storage.DataType;

/** OML-11 検体検査結果通知 (OUL^R22) → Specimen, DiagnosticReport and Observation. */
public final class Oml11LabResultMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.OML_11;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("OUL^R22");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        ResultGroups groups = ResultGroups.of(message);
        if (groups.orders().isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no OBR and no OBX: there is no result");
        }
        Optional<Reference> encounter = Visit.of(message, context);
        ResultKeys keys = new ResultKeys(context.fileKey());
        List<Resource> resources = new ArrayList<>();
        SpecimenResources specimens = new SpecimenResources(context, keys);
        for (SpecimenGroup specimen : groups.specimens()) {
            resources.add(specimens.map(specimen));
        }
        resources.addAll(new ReportResources(context, keys, specimens, encounter).map(groups));
        return resources;
    }
}
