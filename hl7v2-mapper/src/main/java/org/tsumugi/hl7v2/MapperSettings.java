package org.tsumugi.hl7v2;

/**
 * What an operator can choose about mapping.
 *
 * @param patientIdMismatch what to do when PID-3 differs from the patient ID of the storage path
 * @param systems which generation of JP Core system URIs to write
 */
public record MapperSettings(PatientIdMismatch patientIdMismatch, Systems systems) {

    /** The safe settings: a file whose PID-3 is another patient's is set aside; URL systems. */
    public static final MapperSettings DEFAULT = new MapperSettings(PatientIdMismatch.QUARANTINE, Systems.URL);

    /** What to do when PID-3 differs from the patient ID of the storage path. */
    public enum PatientIdMismatch {
        /** Set the file aside. */
        QUARANTINE,
        /** The folder's ID is the patient; PID-3 becomes an issue and nothing else. */
        ACCEPT
    }

    /** JP Core 1.1.2 is published twice, with OID and with URL code systems. */
    public enum Systems {
        OID,
        URL
    }
}
