package org.tsumugi.hl7v2;

import java.util.UUID;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.identity.ResourceIds;

/** By what names the Patient of a patient number goes. */
public final class PatientIds {

    private PatientIds() {}

    /**
     * The logical id of the Patient, whether there is one or not.
     *
     * @param facility 10-digit medical institution code
     * @param patient patient ID of the storage paths
     */
    public static UUID logicalId(String facility, String patient) {
        return ResourceIds.uuid(facility, "Patient", patient);
    }

    /** The identifier system of the patient numbers of a facility. */
    public static String system(String facility) {
        return JpCore.patientIdSystem(facility);
    }
}
