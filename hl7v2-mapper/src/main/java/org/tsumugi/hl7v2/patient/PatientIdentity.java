package org.tsumugi.hl7v2.patient;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.Addresses;
import org.tsumugi.hl7v2.datatype.HumanNames;
import org.tsumugi.hl7v2.datatype.Telecoms;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * PID → Patient. The identifier is the patient ID of the storage path; PID-3 never becomes one. Every mapped file has a PID, so
 * every file can be the first that makes a patient known.
 */
public final class PatientIdentity {

    private PatientIdentity() {}

    /** The Patient that a PID describes. */
    public static Patient of(Segment pid, MappingContext context) {
        String patientId = context.path().patientId();
        Patient patient = context.identify(new Patient(), patientId, "JP_Patient");
        patient.addIdentifier(identifier(pid, patientId, context));
        patient.setActive(true);
        names(pid, context).forEach(patient::addName);
        birthDate(pid, context).ifPresent(patient::setBirthDateElement);
        gender(pid.text(8), context.at(pid, 8))
                .ifPresent(gender -> context.at(pid, 8)
                        .component(1)
                        .gives(patient.setGender(gender).getGenderElement()));
        Addresses.of(pid.field(11), context.ledger().at(pid, 11)).forEach(patient::addAddress);
        telecoms(pid, 13, ContactPointUse.HOME, context).forEach(patient::addTelecom);
        telecoms(pid, 14, ContactPointUse.WORK, context).forEach(patient::addTelecom);
        patient.setManagingOrganization(context.organization());
        return patient;
    }

    /** PID-3 says what the path says, or is reported before this. */
    private static Identifier identifier(Segment pid, String patientId, MappingContext context) {
        Identifier identifier = new Identifier()
                .setSystem(JpCore.patientIdSystem(context.facility()))
                .setValue(patientId);
        List<Repetition> sent = pid.field(3).repetitions();
        for (int i = 0; i < sent.size(); i++) {
            if (sent.get(i).text().strip().equals(patientId)) {
                context.at(pid, 3).repetition(i).component(1).gives(identifier.getValueElement());
            }
        }
        return identifier;
    }

    private static List<HumanName> names(Segment pid, MappingContext context) {
        Place place = context.ledger().at(pid, 5);
        List<HumanName> names = HumanNames.of(pid.field(5), place);
        if (names.isEmpty()) {
            place.missing("no patient name");
        } else if (names.size() > 1 && names.stream().anyMatch(name -> !name.hasExtension(HumanNames.REPRESENTATION))) {
            place.component(8).missing("several names without saying which is kanji and which is kana");
        }
        return names;
    }

    private static Optional<DateType> birthDate(Segment pid, MappingContext context) {
        Optional<DateType> date = context.timestamp(pid, 7).map(Timestamp::toDate);
        if (pid.field(7).isEmpty()) {
            context.ledger().at(pid, 7).missing("no birth date");
        }
        return date;
    }

    private static Optional<AdministrativeGender> gender(String code, Place place) {
        return switch (code) {
            case "F" -> Optional.of(AdministrativeGender.FEMALE);
            case "M" -> Optional.of(AdministrativeGender.MALE);
            case "O", "A" -> Optional.of(AdministrativeGender.OTHER);
            case "U", "N" -> Optional.of(AdministrativeGender.UNKNOWN);
            case "" -> {
                place.missing("no sex");
                yield Optional.empty();
            }
            default -> {
                place.invalid("not a code of HL7 table 0001");
                yield Optional.empty();
            }
        };
    }

    private static List<ContactPoint> telecoms(Segment pid, int field, ContactPointUse use, MappingContext context) {
        return Telecoms.of(pid.field(field), use, context.ledger().at(pid, field));
    }
}
