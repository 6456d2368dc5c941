package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.facility.Department;
import org.tsumugi.testbed.facility.Doctor;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.person.PersonName;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.story.Care;

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
        return Hl7.components(
                doctor.id(),
                doctor.name().surname(),
                doctor.name().given(),
                "",
                "",
                "",
                "",
                "",
                "",
                "L",
                "",
                "",
                "",
                "",
                "I");
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

    private static String place(Care care) {
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
                .set(17, department.code(), department.title(), "HL70069")
                .set(21, Hl7.components(facility.name(), "", "", "", "", "", "", "", "", facility.code()))
                .set(22, Hl7.components("", "", "", "", facility.postalCode(), "JPN", "", facility.address()))
                .set(23, Hl7.components("", "", "", "", "", "", "", "", "", "", "", facility.phone()));
    }

    static String orderType(boolean inpatient) {
        return inpatient ? Hl7.components("I", "入院患者オーダ", "HL70482") : Hl7.components("O", "外来患者オーダ", "HL70482");
    }
}
