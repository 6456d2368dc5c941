package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import org.tsumugi.testbed.person.Person;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.story.Care;

/** ADT-00 患者基本情報の更新, {@code ADT^A08}. */
public final class Adt00Writer {

    private Adt00Writer() {}

    /**
     * @param address the patient's address at that time
     * @param care who looks after the patient
     */
    public static Message write(Envelope envelope, String address, Care care) {
        Registration patient = envelope.registration();
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "ADT^A08^ADT_A01"))
                .add(CommonSegments.evn(envelope))
                .add(pid(patient, address, envelope.sentAt()))
                .add(nextOfKin(patient, address))
                .add(CommonSegments.visit(care))
                .add(new Segment("DB1").set(1, "1").set(2, "PT").set(4, disabled(patient) ? "Y" : "N"));
        body(message, patient.person());
        CommonSegments.everyAllergy(message, envelope);
        insurance(message, envelope);
        return message;
    }

    /** ADT^A23: the patient was registered by mistake. */
    public static Message remove(Envelope envelope) {
        return new Message()
                .add(CommonSegments.msh(envelope, "ADT^A23^ADT_A21"))
                .add(CommonSegments.evn(envelope))
                .add(CommonSegments.pid(envelope.registration()).set(33, Hl7.second(envelope.sentAt())))
                .add(new Segment("PV1").set(1, "0001").set(2, "O"));
    }

    private static void insurance(Message message, Envelope envelope) {
        Registration patient = envelope.registration();
        message.add(InsuranceSegment.of(
                "IN1", 1, patient.insurance(), envelope.facility().dialect()));
        patient.person().publicAid().ifPresent(aid -> message.add(InsuranceSegment.of("IN1", 2, aid)));
    }

    private static Segment pid(Registration patient, String address, LocalDateTime updated) {
        String phones = CommonSegments.phone("PRN", patient.phone());
        if (!patient.mobile().isEmpty()) {
            phones += "~" + Hl7.components("", "PRN", "CP", "", "", "", "", "", "", "", "", patient.mobile());
        }
        return CommonSegments.pid(patient)
                .set(11, CommonSegments.address(patient.postalCode(), address))
                .set(13, phones)
                .set(33, Hl7.second(updated.minusMinutes(3)));
    }

    private static Segment nextOfKin(Registration patient, String address) {
        return new Segment("NK1")
                .set(1, "1")
                .set(2, CommonSegments.name(patient.name()))
                .set(3, "SEL^本人^HL70063")
                .set(4, CommonSegments.address(patient.postalCode(), address))
                .set(5, CommonSegments.phone("PRN", patient.phone()));
    }

    private static boolean disabled(Registration patient) {
        return patient.person().index() % 29 == 7;
    }

    private static void body(Message message, Person person) {
        message.add(observation(1, "NM", "9N001000000000001^身長^JC10", Double.toString(person.height()))
                        .set(6, "cm^cm^ISO+"))
                .add(observation(2, "NM", "9N006000000000001^体重^JC10", Double.toString(person.weight()))
                        .set(6, "kg^kg^ISO+"))
                .add(observation(
                        3,
                        "CWE",
                        "5H010000001999911^血液型-ABO式^JC10",
                        person.bloodGroup() + "^" + person.bloodGroup() + "^JSHR002"))
                .add(observation(
                        4,
                        "CWE",
                        "5H020000001999911^血液型-Rh式^JC10",
                        person.rhesusPositive() ? "+^+^JSHR002" : "-^-^JSHR002"));
    }

    private static Segment observation(int set, String type, String code, String value) {
        return new Segment("OBX")
                .set(1, Integer.toString(set))
                .set(2, type)
                .set(3, code)
                .set(5, value)
                .set(11, "F");
    }
}
