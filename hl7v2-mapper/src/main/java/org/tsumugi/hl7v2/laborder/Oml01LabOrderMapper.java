package org.tsumugi.hl7v2.laborder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.labresult.ResultGroups;
import org.tsumugi.hl7v2.labresult.ResultGroups.OrderGroup;
import org.tsumugi.hl7v2.labresult.ResultGroups.SpecimenGroup;
import org.tsumugi.hl7v2.labresult.ResultKeys;
import org.tsumugi.hl7v2.labresult.SpecimenResources;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.storage.DataType;

/** OML-01 検体検査オーダ (OML^O33) → ServiceRequest, Specimen and Observation. */
public final class Oml01LabOrderMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.OML_01;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("OML^O33");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        ResultGroups groups = ResultGroups.of(message);
        if (groups.orders().isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no ORC and no OBR: nothing is ordered");
        }
        Optional<Reference> encounter = Visit.of(message, context);
        ResultKeys keys = new ResultKeys(context.fileKey());
        List<Resource> resources = new ArrayList<>();
        SpecimenResources specimens = new SpecimenResources(context, keys);
        for (SpecimenGroup specimen : groups.specimens()) {
            resources.add(specimens.map(specimen));
        }
        OrderedSets sets = new OrderedSets(context, keys, specimens, encounter);
        for (OrderGroup order : groups.orders()) {
            resources.addAll(sets.map(order, groups.notes()));
        }
        return resources;
    }
}
