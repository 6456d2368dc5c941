package org.tsumugi.hl7v2.patient;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Patient;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/** What ADT-00 adds to the Patient beside PID: people to contact (NK1) and disability (DB1). */
public final class PatientDetails {

    private static final String DISABILITY = "http://hl7.org/fhir/StructureDefinition/patient-disability";

    private PatientDetails() {}

    /** Adds them. */
    public static void add(Message message, Patient patient, MappingContext context) {
        message.all("NK1").forEach(nk1 -> Contacts.of(nk1, context).ifPresent(patient::addContact));
        message.all("DB1").forEach(db1 -> disability(db1, patient, context));
    }

    /**
     * DB1-2 says whose disability it is: only the patient's ({@code PT}) is told of the patient. DB1-4 Y says only that there is
     * one; that there is none (N) is no value of FHIR's extension, whose presence readers take for a disability.
     */
    private static void disability(Segment db1, Patient patient, MappingContext context) {
        String whose = db1.text(2).strip();
        if (!whose.isEmpty() && !whose.equals("PT")) {
            return;
        }
        context.at(db1, 2).ignored(IgnoreRule.FIXED_BY_PROFILE);
        switch (db1.text(4).strip()) {
            case "Y" -> {
                CodeableConcept disability = new CodeableConcept().setText("身体障害あり");
                patient.addExtension(DISABILITY, context.at(db1, 4).gives(disability));
            }
            case "N" ->
                patient.addExtension(
                        TsumugiExtensions.url("disability"), context.at(db1, 4).gives(new BooleanType(false)));
            case "" -> {}
            default -> context.at(db1, 4).invalid("neither Y nor N");
        }
    }
}
