package org.tsumugi.mpi;

/** Administrative sex as FHIR's administrative-gender and HL7 table 0001 say it. */
public enum Sex {
    MALE,
    FEMALE,
    /** Neither, as HL7 table 0001 {@code O} and {@code A}. */
    OTHER,
    /** Not said: no evidence in either direction. */
    UNKNOWN
}
