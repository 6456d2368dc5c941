package org.tsumugi.hl7v2.stay;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.datatype.Timestamp;

/**
 * One movement of a patient.
 *
 * @param group the patient's stays
 * @param movement what happened
 * @param admission PV1-44; for an admission without it, EVN-6 or the care date
 * @param discharge PV1-45; for a discharge without it, EVN-6 or the care date
 * @param patientClass PV1-2
 * @param place PV1-3 as a Location without an id, or null
 * @param attending PV1-7
 * @param admitting PV1-17
 * @param department PV1-10, or null
 * @param disposition PV1-36, or null
 */
record StayContribution(
        GroupKey group,
        Movement movement,
        @Nullable Timestamp admission,
        @Nullable Timestamp discharge,
        String patientClass,
        @Nullable Location place,
        List<Reference> attending,
        List<Reference> admitting,
        @Nullable Reference department,
        @Nullable CodeableConcept disposition)
        implements Contribution {

    @Override
    public int tier() {
        return 0;
    }

    @Override
    public boolean sustains() {
        return !movement.isCancellation();
    }
}
