package org.tsumugi.hl7v2.examorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.examorder.ExamGroup.Result;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.GeneralObservations;
import org.tsumugi.hl7v2.observation.Notes;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * OMG^O19 → ServiceRequest per order and part of it, and an Observation for everything the orderer says about the patient (OBX),
 * to which the ServiceRequest refers.
 */
abstract class ExamOrderMapper implements DataTypeMapper {

    private final DataType dataType;
    private final @Nullable ExamKind kind;

    /**
     * @param kind what all orders of the type are; null when they are of several kinds
     */
    ExamOrderMapper(DataType dataType, @Nullable ExamKind kind) {
        this.dataType = dataType;
        this.kind = kind;
    }

    @Override
    public final DataType dataType() {
        return dataType;
    }

    @Override
    public final Set<String> messageTypes() {
        return Set.of("OMG^O19");
    }

    @Override
    public final List<Resource> map(Message message, MappingContext context) {
        List<ExamGroup> groups = ExamGroups.of(message);
        if (groups.isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no ORC and no OBR: there is no order");
        }
        ExamKeys keys = new ExamKeys(groups, dataType, context);
        Optional<Reference> encounter = Visit.of(message, context);
        ExamRequests requests = new ExamRequests(context, keys, encounter);
        GeneralObservations observations = new GeneralObservations(context);
        List<Resource> resources = new ArrayList<>();
        for (ExamGroup group : groups) {
            ServiceRequest request = requests.order(group);
            if (kind != null) {
                request.getCategory().add(0, kind.category());
            }
            Notes.of(group.notes(), context.ledger()).forEach(request::addNote);
            resources.add(request);
            GeneralObservations.Frame frame =
                    new GeneralObservations.Frame(keys.of(group), "", null, encounter.orElse(null));
            Optional<InstantType> said = said(group, context);
            for (Result result : group.results()) {
                Observation observation = observations.map(result.obx(), result.notes(), frame);
                said.map(Copies::of).ifPresent(observation::setIssuedElement);
                request.addSupportingInfo(new Reference(
                        "Observation/" + observation.getIdElement().getIdPart()));
                resources.add(observation);
            }
            group.sayWhatIsRepeated(context);
        }
        return resources;
    }

    /** ORC-9: what an order says about the patient was said then; when it was found, only OBX-14 says. */
    private static Optional<InstantType> said(ExamGroup group, MappingContext context) {
        Segment orc = group.orc(9);
        return orc == null ? Optional.empty() : context.timestamp(orc, 9).flatMap(Timestamp::toInstant);
    }
}
