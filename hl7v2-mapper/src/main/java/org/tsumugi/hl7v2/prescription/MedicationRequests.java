package org.tsumugi.hl7v2.prescription;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.Notes;

/** One drug of a prescription → MedicationRequest (JP_MedicationRequest). */
final class MedicationRequests {

    private final MappingContext context;
    private final Optional<Reference> encounter;
    private final Reading reading;
    private final CommonOrder order;
    private final Dosages dosages;
    private final Routes routes;
    private final Supply supply;
    private final Pharmacy pharmacy;

    /** @param prefix of the ids of contained resources */
    MedicationRequests(MappingContext context, Message message, Optional<Reference> encounter, String prefix) {
        this.context = context;
        this.encounter = encounter;
        this.reading = new Reading(context);
        this.order = new CommonOrder(context, message);
        Amounts amounts = new Amounts(context);
        this.dosages = new Dosages(context, amounts);
        this.routes = new Routes(context, prefix);
        this.supply = new Supply(context, amounts);
        this.pharmacy = new Pharmacy(context, prefix);
    }

    MedicationRequest map(DrugGroup group, RpPosition position, String key) {
        MedicationRequest request = context.identify(new MedicationRequest(), key, "JP_MedicationRequest");
        Segment rxe = group.drug();
        position.identifiers(group.order(), context).forEach(request::addIdentifier);
        request.setIntent(MedicationRequestIntent.ORDER);
        categories(rxe, request);
        request.setMedication(MedicationCodes.ordered(rxe, context));
        request.setSubject(context.patient());
        encounter.ifPresent(stay -> request.setEncounter(Copies.of(stay)));
        order.set(group, request);
        prescriptionNumber(rxe, request);
        reading.concepts(rxe, 6, "form").forEach(form -> request.addExtension(Reading.extension("dosage-form", form)));
        pharmacy.add(rxe, request);
        request.setNote(Notes.of(group.notes(), context.ledger()));
        use(group, request);
        return request;
    }

    private void use(DrugGroup group, MedicationRequest request) {
        Routes.Way way = routes.of(group.routes());
        way.contained().forEach(request::addContained);
        List<Dosage> usages = dosages.of(group, way);
        request.setDosageInstruction(usages);
        MedicationRequestDispenseRequestComponent dispense = supply.of(group, usages);
        if (!dispense.isEmpty()) {
            request.setDispenseRequest(dispense);
        }
    }

    private void prescriptionNumber(Segment rxe, MedicationRequest request) {
        String number = rxe.text(15).strip();
        if (!number.isEmpty()) {
            reading.from(
                    rxe,
                    15,
                    request.addIdentifier()
                            .setSystem("urn:oid:1.2.392.100495.20.3.11.1" + context.facility())
                            .setValue(number)
                            .getValueElement());
        }
    }

    /** Outpatient or inpatient, in-house or not (RXE-21), kind of use (RXE-27 of JHSP0003). */
    private void categories(Segment rxe, MedicationRequest request) {
        List<Repetition> kinds = rxe.field(21).repetitions();
        for (int i = 0; i < kinds.size(); i++) {
            if (!Supply.isInstruction(kinds.get(i))) {
                context.concepts()
                        .concept(
                                CodedText.of(kinds.get(i)),
                                "category",
                                context.at(rxe, 21).repetition(i))
                        .ifPresent(request::addCategory);
            }
        }
        reading.concepts(rxe, 27, "").forEach(request::addCategory);
    }
}
