package org.tsumugi.mpi;

import java.util.List;

/**
 * What one facility says of one patient: everything that is evidence of who it is, verbatim.
 *
 * @param key names the record
 * @param names in every script and use, in the order sent
 * @param sex administrative sex
 * @param birthDate as sent: ISO, basic ISO or with an era; empty when not known
 * @param insurances all that the facility ever said of the patient, in an order that does not depend on arrival
 * @param identifiers numbers that name the person
 * @param postalCode of the home; empty when not known
 * @param phones telephone numbers
 */
public record PatientRecord(
        RecordKey key,
        List<PersonName> names,
        Sex sex,
        String birthDate,
        List<Insurance> insurances,
        List<PersonIdentifier> identifiers,
        String postalCode,
        List<String> phones) {

    public PatientRecord {
        names = List.copyOf(names);
        insurances = List.copyOf(insurances);
        identifiers = List.copyOf(identifiers);
        phones = List.copyOf(phones);
    }

    /** A record is named in logs by its key alone. */
    @Override
    public String toString() {
        return "PatientRecord[" + key + "]";
    }
}
