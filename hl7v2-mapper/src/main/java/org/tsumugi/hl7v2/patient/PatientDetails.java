package org.tsumugi.hl7v2.patient;

import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.datatype.Addresses;
import org.tsumugi.hl7v2.datatype.HumanNames;
import org.tsumugi.hl7v2.datatype.Telecoms;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/** What ADT-00 adds to the Patient beside PID: people to contact (NK1) and disability (DB1). */
public final class PatientDetails {

    private static final String DISABILITY = "http://hl7.org/fhir/StructureDefinition/patient-disability";

    private PatientDetails() {}

    /** Adds them. */
    public static void add(Message message, Patient patient, MappingContext context) {
        message.all("NK1").forEach(nk1 -> contact(nk1, patient, context));
        message.all("DB1").forEach(db1 -> disability(db1, patient, context));
    }

    private static void contact(Segment nk1, Patient patient, MappingContext context) {
        Ledger ledger = context.ledger();
        Patient.ContactComponent contact = new Patient.ContactComponent();
        context.concept(nk1, 3).ifPresent(contact::addRelationship);
        List<HumanName> names = HumanNames.of(nk1.field(2), ledger.at(nk1, 2));
        names.stream().findFirst().ifPresent(contact::setName);
        if (names.size() > 1) {
            ledger.at(nk1, 2).notMapped("a contact has one name in FHIR; the first is kept");
        }
        List<Address> addresses = Addresses.of(nk1.field(4), ledger.at(nk1, 4));
        addresses.stream().findFirst().ifPresent(contact::setAddress);
        if (addresses.size() > 1) {
            ledger.at(nk1, 4).notMapped("a contact has one address in FHIR; the first is kept");
        }
        Telecoms.of(nk1.field(5), ContactPointUse.HOME, ledger.at(nk1, 5)).forEach(contact::addTelecom);
        Telecoms.of(nk1.field(6), ContactPointUse.WORK, ledger.at(nk1, 6)).forEach(contact::addTelecom);
        if (!nk1.text(13).isEmpty()) {
            contact.setOrganization(new Reference().setDisplay(nk1.text(13)));
        }
        if (!contact.isEmpty()) {
            patient.addContact(contact);
        }
    }

    /** DB1-4 N says that there is none, for which the extension has no way; Y says only that there is one. */
    private static void disability(Segment db1, Patient patient, MappingContext context) {
        switch (db1.text(4)) {
            case "Y" -> patient.addExtension(DISABILITY, new CodeableConcept().setText("身体障害あり"));
            case "N", "" -> {}
            default -> context.ledger().at(db1, 4).invalid("neither Y nor N");
        }
    }
}
