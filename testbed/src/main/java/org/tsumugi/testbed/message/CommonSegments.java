package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.facility.Department;
import org.tsumugi.testbed.facility.Doctor;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.facility.Staff;
import org.tsumugi.testbed.person.PersonName;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.story.Allergen;
import org.tsumugi.testbed.story.Allergy;
import org.tsumugi.testbed.story.Care;
import org.tsumugi.testbed.story.LabItem;

/** Segments and fields that several data types share. */
final class CommonSegments {

    private static final String PROFILE = "SS-MIX2_1.20^SS-MIX2^1.2.392.200250.2.1.100.1.2.120^ISO";
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private CommonSegments() {}

    /** @param type MSH-9, encoded */
    static Segment msh(Envelope envelope, String type) {
        String second = Hl7.second(envelope.sentAt());
        String millis = Digits.pad(envelope.sentAt().getNano() / NANOS_PER_MILLI, 3);
        boolean fraction = envelope.facility().dialect().stampWithFraction();
        // MSH-1 is the separator itself, so the numbers here are one less than in the standard
        return new Segment("MSH")
                .set(1, "^~\\&")
                .set(2, envelope.facility().dialect().sender())
                .set(3, "SEND")
                .set(4, "GW")
                .set(5, "RCV")
                .set(6, fraction ? second + "." + millis : second)
                .set(8, type)
                .set(9, second + millis)
                .set(10, "P")
                .set(11, "2.5")
                .set(17, "~ISO IR87")
                .set(19, "ISO 2022-1994")
                .set(20, PROFILE);
    }

    static Segment evn(Envelope envelope) {
        return new Segment("EVN")
                .set(2, Hl7.minute(envelope.sentAt()))
                .set(7, envelope.facility().code());
    }

    /** Identity only, as clinical messages carry it. */
    static Segment pid(Registration patient) {
        return new Segment("PID")
                .set(1, "0001")
                .set(3, patient.patientNumber(), "", "", "", "PI")
                .set(5, name(patient.name()))
                .set(7, Hl7.date(patient.person().birthDate()))
                .set(8, patient.person().sex().name());
    }

    static String name(PersonName name) {
        return Hl7.components(name.surname(), name.given(), "", "", "", "", "L", "I")
                + "~"
                + Hl7.components(name.surnameKana(), name.givenKana(), "", "", "", "", "L", "P");
    }

    static String address(String postalCode, String address) {
        return Hl7.components("", "", "", "", postalCode, "JPN", "H", address);
    }

    static String phone(String use, String number) {
        return Hl7.components("", use, "PH", "", "", "", "", "", "", "", "", number);
    }

    static String doctor(Doctor doctor) {
        return person(doctor.id(), doctor.name());
    }

    static String staff(Staff staff) {
        return person(staff.id(), staff.name());
    }

    private static String person(String id, PersonName name) {
        return Hl7.components(id, name.surname(), name.given(), "", "", "", "", "", "", "L", "", "", "", "", "I");
    }

    /** PV1 with patient class, place, doctor and department. */
    static Segment visit(Care care) {
        return new Segment("PV1")
                .set(1, "0001")
                .set(2, care.inpatient() ? "I" : "O")
                .set(3, place(care))
                .set(7, doctor(care.doctor()))
                .set(10, care.department().code());
    }

    /** EVN with the time at which it happened, or shall happen. */
    static Segment evn(Envelope envelope, LocalDateTime happened) {
        return evn(envelope).set(6, Hl7.minute(happened));
    }

    /** AL1 of an order, where the hospital repeats allergies there. */
    static void allergies(Message message, Envelope envelope) {
        if (envelope.facility().dialect().allergiesInOrders()) {
            everyAllergy(message, envelope);
        }
    }

    static void everyAllergy(Message message, Envelope envelope) {
        int set = 0;
        for (Allergy allergy : envelope.allergies()) {
            set++;
            Allergen allergen = allergy.allergen();
            message.add(new Segment("AL1")
                    .set(1, Integer.toString(set))
                    .set(2, AllergyTerms.type(allergen))
                    .set(3, allergen.code(), allergen.name(), allergen.table()));
        }
    }

    static String place(Care care) {
        return care.bed()
                .map(bed -> Hl7.components(bed.ward(), bed.room(), bed.bed(), "", "", "N"))
                .orElseGet(() -> Hl7.components(care.department().code(), "", "", "", "", "C"));
    }

    /** The parts of ORC that say who ordered where and when. */
    static Segment orderedBy(Segment orc, LocalDateTime at, Care care, Facility facility) {
        Department department = care.department();
        return orc.set(9, Hl7.second(at))
                .set(10, doctor(care.doctor()))
                .set(12, doctor(care.doctor()))
                .set(13, place(care))
                .set(17, department(department, facility))
                .set(21, Hl7.components(facility.name(), "", "", "", "", "", "", "", "", facility.code()))
                .set(22, Hl7.components("", "", "", "", facility.postalCode(), "JPN", "", facility.address()))
                .set(23, Hl7.components("", "", "", "", "", "", "", "", "", "", "", facility.phone()));
    }

    /** ORC-17: the national code, and beside it the hospital's own where it has one. */
    static String department(Department department, Facility facility) {
        return facility.dialect().localCodes()
                ? Hl7.components(
                        department.code(),
                        department.title(),
                        "HL70069",
                        "K" + department.code(),
                        department.title() + "外来・病棟",
                        "99K01")
                : Hl7.components(department.code(), department.title(), "HL70069");
    }

    /** JLAC10, and beside it the hospital's own code where it has one. */
    static String labItem(LabItem item, Facility facility) {
        return facility.dialect().localCodes()
                ? Hl7.components(item.jlac10(), item.name(), "JC10", item.local(), item.name(), "99X03")
                : Hl7.components(item.jlac10(), item.name(), "JC10");
    }

    static String orderType(boolean inpatient) {
        return inpatient ? Hl7.components("I", "入院患者オーダ", "HL70482") : Hl7.components("O", "外来患者オーダ", "HL70482");
    }
}
