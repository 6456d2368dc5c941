package org.tsumugi.mpi;

/**
 * A number that names the person, not only the record: a network's own card or common ID.
 *
 * @param system who gave it, a URI
 * @param value the number, verbatim
 */
public record PersonIdentifier(String system, String value) {

    /**
     * The system of what is shared by records that their facility merged: of no number that a card could have, and taken verbatim.
     */
    public static final String MERGED_SYSTEM = "urn:tsumugi:merged-by-facility";

    /**
     * What a facility's records have in common after it merged them.
     *
     * @param facility 10-digit medical institution code
     * @param survivor the patient number that is left
     */
    public static PersonIdentifier merged(String facility, String survivor) {
        return new PersonIdentifier(MERGED_SYSTEM, facility + "|" + survivor);
    }

    /** No number appears in logs. */
    @Override
    public String toString() {
        return "PersonIdentifier[" + system + "]";
    }
}
