package org.tsumugi.server.store;

/**
 * A patient of a facility.
 *
 * @param facility 10-digit medical institution code
 * @param patient patient ID of the storage paths
 */
public record PatientRef(String facility, String patient) {

    @Override
    public String toString() {
        return "PatientRef[facility " + facility + "]";
    }
}
