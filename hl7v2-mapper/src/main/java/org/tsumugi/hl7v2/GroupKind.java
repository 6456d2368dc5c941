package org.tsumugi.hl7v2;

/** What kind of thing several storage files say something about; see {@link GroupKey}. */
public enum GroupKind {
    /** What one storage key (patient, date, type, order number) says alone: its current file is the only contributor. */
    FILE(true),
    /** The facility's Patient. Every mapped file contributes its PID; ADT-00 wins. */
    PATIENT(true),
    /** All stays of a patient: ADT movements are joined into Encounters. */
    STAYS(true),
    /** All allergies of a patient: IAM of ADT-61 and AL1 of every file are joined per allergen. */
    ALLERGIES(true),
    /** One document of the extended storage: each file of its content folder is an attachment. */
    DOCUMENT(true),
    /** One Practitioner, by the facility's own staff id. */
    PRACTITIONER(false),
    /** One department (診療科) of the facility, an Organization. */
    DEPARTMENT(false),
    /** The facility's own Organization. */
    FACILITY(false);

    private final boolean ofOnePatient;

    GroupKind(boolean ofOnePatient) {
        this.ofOnePatient = ofOnePatient;
    }

    /** Whether all contributors are files of one patient; otherwise files of any patient of the facility contribute. */
    public boolean isOfOnePatient() {
        return ofOnePatient;
    }
}
