package org.tsumugi.hl7v2.patient;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * ADT-00 (ADT^A08; ADT^A23 deletes): what it says beside the Patient itself and the allergies. Its visit (PV1, PV2) has no time
 * and no event; stays come from the movement messages.
 */
public final class Adt00PatientMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.ADT_00;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("ADT^A08", "ADT^A23");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        List<Resource> resources = new ArrayList<>();
        Insurance insurance = new Insurance(context);
        BasicObservations observations = new BasicObservations(context);
        for (Segment segment : message.segments()) {
            switch (segment.id()) {
                case "IN1" -> resources.add(insurance.of(segment));
                case "OBX" -> observations.of(segment).ifPresent(resources::add);
                case "PV1" -> Visit.directory(segment, context);
                default -> {}
            }
        }
        return resources;
    }
}
