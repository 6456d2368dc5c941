package org.tsumugi.hl7v2.document;

import java.util.List;

/**
 * What the header of a CDA R2 document says; texts are empty where it says nothing.
 *
 * @param id its instance identifier
 * @param code what kind of document it is
 * @param title the title
 * @param effectiveTime when it was made, HL7 TS
 * @param authors names of the people who wrote it
 * @param patientIds every id of the patient, without saying whose numbering it is
 */
record ClinicalDocument(
        Id id, Code code, String title, String effectiveTime, List<String> authors, List<String> patientIds) {

    /** II: an OID or UUID, and what it identifies in it. */
    record Id(String root, String extension) {}

    /** CD: a code, the OID of its system, its words. */
    record Code(String code, String system, String display) {}
}
