package org.tsumugi.mpi;

/**
 * A number that names the person, not only the record: a network's own card or common ID.
 *
 * @param system who gave it, a URI
 * @param value the number, verbatim
 */
public record PersonIdentifier(String system, String value) {

    /** No number appears in logs. */
    @Override
    public String toString() {
        return "PersonIdentifier[" + system + "]";
    }
}
