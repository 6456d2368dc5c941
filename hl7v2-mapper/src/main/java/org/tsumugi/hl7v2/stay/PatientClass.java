package org.tsumugi.hl7v2.stay;

import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.tsumugi.hl7v2.account.Place;

/** PV1-2 (HL7 table 0004) → v3-ActCode. */
final class PatientClass {

    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String INPATIENT = "IMP";

    private PatientClass() {}

    /** Empty when nothing or something unknown was sent, which is reported. */
    static Optional<Coding> of(String sent, boolean ofAVisit, Place place) {
        String assumed = ofAVisit ? "a received patient is an outpatient" : "an admitted patient is an inpatient";
        Optional<Coding> coding = switch (sent) {
            case "I" -> Optional.of(inpatient());
            case "O" -> Optional.of(outpatient());
            case "E" -> Optional.of(new Coding(ACT_CODE, "EMER", "emergency"));
            default -> Optional.empty();
        };
        if (coding.isPresent()) {
            place.gives(coding.get().getCodeElement());
        } else if (sent.isEmpty()) {
            place.missing("no patient class; " + assumed);
        } else {
            place.invalid("not a patient class; " + assumed);
        }
        return coding;
    }

    static Coding inpatient() {
        return new Coding(ACT_CODE, INPATIENT, "inpatient encounter");
    }

    static Coding outpatient() {
        return new Coding(ACT_CODE, "AMB", "ambulatory");
    }

    static boolean isInpatient(Coding coding) {
        return INPATIENT.equals(coding.getCode());
    }
}
