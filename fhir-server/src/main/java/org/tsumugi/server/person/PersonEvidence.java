package org.tsumugi.server.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonIdentifier;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Sex;

/**
 * What a FHIR Patient says of who it is, verbatim; the insurances stand elsewhere ({@link Insurances}).
 *
 * @param names in the order of the Patient
 * @param sex administrative sex
 * @param birthDate as the Patient has it, also year and month alone; empty when not known
 * @param identifiers numbers that name the person; a facility's own patient number names only its record
 * @param postalCode of the home; empty when not known
 * @param phones telephone numbers in the order of the Patient
 * @param replacedBy the patient number of the same facility that took the place of this one; empty when none did
 */
public record PersonEvidence(
        List<PersonName> names,
        Sex sex,
        String birthDate,
        List<PersonIdentifier> identifiers,
        String postalCode,
        List<String> phones,
        String replacedBy) {

    private static final Set<AddressUse> NOT_HOME =
            Set.of(AddressUse.WORK, AddressUse.TEMP, AddressUse.OLD, AddressUse.BILLING);

    public PersonEvidence {
        names = List.copyOf(names);
        identifiers = List.copyOf(identifiers);
        phones = List.copyOf(phones);
    }

    /**
     * What this Patient says.
     *
     * @param ownSystem the identifier system of its facility's patient numbers
     */
    public static PersonEvidence of(Patient patient, String ownSystem) {
        return new PersonEvidence(
                patient.getName().stream()
                        .map(PersonNames::of)
                        .flatMap(Optional::stream)
                        .toList(),
                sex(patient),
                text(patient.getBirthDateElement().getValueAsString()),
                patient.getIdentifier().stream()
                        .filter(one -> one.getSystem() != null && one.getValue() != null)
                        .filter(one -> !ownSystem.equals(one.getSystem()))
                        .filter(one -> !PersonIdentifier.MERGED_SYSTEM.equals(one.getSystem()))
                        .map(PersonEvidence::identifier)
                        .toList(),
                postalCode(patient.getAddress()),
                patient.getTelecom().stream()
                        .filter(PersonEvidence::isPhone)
                        .map(ContactPoint::getValue)
                        .toList(),
                replacedBy(patient, ownSystem));
    }

    /**
     * The same as the master patient index takes it.
     *
     * @param insurances all that the facility ever told, in an order that does not depend on arrival
     * @param replacing the own patient number, where it took the place of another one; empty where it did not
     */
    public PatientRecord toRecord(RecordKey key, List<Insurance> insurances, String replacing) {
        List<PersonIdentifier> all = new ArrayList<>(identifiers);
        Stream.of(replacedBy, replacing)
                .filter(number -> !number.isEmpty())
                .map(number -> PersonIdentifier.merged(key.facility(), number))
                .forEach(all::add);
        return new PatientRecord(key, names, sex, birthDate, insurances, all, postalCode, phones);
    }

    private static String replacedBy(Patient patient, String ownSystem) {
        return patient.getLink().stream()
                .filter(link -> link.getType() == LinkType.REPLACEDBY)
                .map(link -> link.getOther().getIdentifier())
                .filter(other -> ownSystem.equals(other.getSystem()) && other.getValue() != null)
                .map(Identifier::getValue)
                .findFirst()
                .orElse("");
    }

    private static Sex sex(Patient patient) {
        if (!patient.hasGender()) {
            return Sex.UNKNOWN;
        }
        return switch (patient.getGender()) {
            case MALE -> Sex.MALE;
            case FEMALE -> Sex.FEMALE;
            case OTHER -> Sex.OTHER;
            case UNKNOWN, NULL -> Sex.UNKNOWN;
        };
    }

    private static PersonIdentifier identifier(Identifier identifier) {
        return new PersonIdentifier(identifier.getSystem(), identifier.getValue());
    }

    private static String postalCode(List<Address> addresses) {
        return addresses.stream()
                .filter(address -> address.getPostalCode() != null && !isElsewhere(address))
                .map(Address::getPostalCode)
                .findFirst()
                .orElse("");
    }

    private static boolean isElsewhere(Address address) {
        return address.hasUse() && NOT_HOME.contains(address.getUse());
    }

    private static boolean isPhone(ContactPoint telecom) {
        return telecom.getSystem() == ContactPointSystem.PHONE
                && telecom.getValue() != null
                && telecom.getUse() != ContactPointUse.OLD;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Nothing of a person appears in logs. */
    @Override
    public String toString() {
        return "PersonEvidence[]";
    }
}
