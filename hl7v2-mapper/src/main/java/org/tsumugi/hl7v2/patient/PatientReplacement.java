package org.tsumugi.hl7v2.patient;

import org.hl7.fhir.r4.model.Patient;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;

/**
 * What an identity feed says of a patient whose record the facility merged into another one. ADT-00 knows better who the patient is,
 * but cannot tell that, so the replacement holds beside whatever else is known.
 *
 * @param group the patient
 * @param tier how good a source this is for everything but the replacement
 * @param patient inactive, with the link
 */
record PatientReplacement(GroupKey group, int tier, Patient patient) implements Contribution {

    /** The same, said of this Patient. */
    Patient of(Patient other) {
        Patient replaced = other.copy();
        replaced.setActive(false);
        replaced.setLink(patient.copy().getLink());
        return replaced;
    }

    /** Nothing of a patient appears in logs. */
    @Override
    public String toString() {
        return "PatientReplacement[" + group + "]";
    }
}
