package org.tsumugi.hl7v2.laborder;

import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.tsumugi.hl7v2.labresult.ObservationResources;
import org.tsumugi.hl7v2.labresult.ObservationResources.Frame;
import org.tsumugi.hl7v2.labresult.ResultGroups.ResultGroup;
import org.tsumugi.hl7v2.labresult.ResultKeys;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.ResultStatus;

/**
 * OBX with a value: what the orderer says, such as the volume of urine or a remark about the specimen → an Observation
 * (JP_Observation_Common) without a category, because no laboratory measured it.
 */
final class SupportingInformation {

    private final MappingContext context;
    private final ResultKeys keys;
    private final ObservationResources observations;

    SupportingInformation(MappingContext context, ResultKeys keys) {
        this.context = context;
        this.keys = keys;
        this.observations = new ObservationResources(context, keys);
    }

    Observation map(ResultGroup row, Frame frame) {
        Segment obx = row.obx();
        Observation observation =
                context.identify(new Observation(), keys.result(obx, frame.orderKey()), "JP_Observation_Common");
        if (obx.text(11).strip().equals("O")) {
            observation.setStatus(ObservationStatus.FINAL);
            context.at(obx, 11).component(1).gives(observation.getStatusElement());
        } else {
            ResultStatus.set(obx, observation, context.ledger());
        }
        observations.fill(row, frame, observation);
        return observation;
    }
}
