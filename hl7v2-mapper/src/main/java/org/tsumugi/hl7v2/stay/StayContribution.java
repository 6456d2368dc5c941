package org.tsumugi.hl7v2.stay;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.datatype.Timestamp;

/**
 * One movement of a patient, or its cancellation.
 *
 * @param group the patient's stays and visits
 * @param movement what happened
 * @param cancels whether the message takes it back
 * @param at when it happened or is to happen
 * @param admission PV1-44, which names the stay; of an admission or reception, the same as {@code at}
 * @param discharge the end of the stay: of a discharge the same as {@code at}, of another movement PV1-45 where it had come
 * @param recorded EVN-2, or null
 * @param expected what is planned beside the movement
 * @param content who and where
 */
record StayContribution(
        GroupKey group,
        Movement movement,
        boolean cancels,
        When at,
        @Nullable When admission,
        @Nullable When discharge,
        @Nullable Timestamp recorded,
        Expected expected,
        Content content)
        implements Contribution {

    /**
     * Times that had not come when the message was written.
     *
     * @param admission PV2-8
     * @param discharge PV2-9, or a PV1-45 that had not come
     * @param comesBack PV2-47
     */
    record Expected(
            @Nullable When admission,
            @Nullable When discharge,
            @Nullable When comesBack) {
        static final Expected NOTHING = new Expected(null, null, null);
    }

    /**
     * What the message says about the patient at that time. The elements are originals: resources get copies.
     *
     * @param patientClass PV1-2, or null where it was not sent
     * @param place PV1-3
     * @param previous PV1-6, where it is not PV1-3
     * @param pending PV2-1
     * @param attending PV1-7
     * @param admitting PV1-17
     * @param department PV1-10
     * @param disposition PV1-36
     */
    record Content(
            @Nullable Coding patientClass,
            @Nullable Location place,
            @Nullable Location previous,
            @Nullable Location pending,
            List<Reference> attending,
            List<Reference> admitting,
            @Nullable Reference department,
            @Nullable CodeableConcept disposition) {
        static final Content NOTHING = new Content(null, null, null, null, List.of(), List.of(), null, null);
    }

    /** Whether it is about a visit of an outpatient, not about a stay. */
    boolean isOfAVisit() {
        return isOfAVisit(movement, content);
    }

    static boolean isOfAVisit(Movement movement, Content content) {
        Coding sent = content.patientClass();
        return movement == Movement.RECEPTION
                || movement == Movement.DOCTOR_CHANGE && sent != null && !PatientClass.isInpatient(sent);
    }

    @Override
    public int tier() {
        return 0;
    }

    /** A cancellation that names no stay only takes something back; one that does says that there is (or was) that stay. */
    @Override
    public boolean sustains() {
        return !cancels || admission != null || !movement.isWithinAStay();
    }
}
