package org.tsumugi.hl7v2.prescription;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** One drug of a prescription → MedicationRequest (JP_MedicationRequest). */
final class MedicationRequests {

    private final MappingContext context;
    private final Ledger ledger;
    private final Message message;
    private final Optional<Reference> encounter;
    private final Dosages dosages;
    private final Supply supply;

    MedicationRequests(MappingContext context, Message message, Optional<Reference> encounter) {
        this.context = context;
        this.ledger = context.ledger();
        this.message = message;
        this.encounter = encounter;
        Amounts amounts = new Amounts(context);
        this.dosages = new Dosages(context, amounts);
        this.supply = new Supply(context, amounts);
    }

    MedicationRequest map(DrugGroup group, RpPosition position, String key) {
        MedicationRequest request = context.identify(new MedicationRequest(), key, "JP_MedicationRequest");
        Segment rxe = group.drug();
        Segment orc = group.order();
        identifiers(group, position, request);
        request.setStatus(PrescriptionStatus.of(text(orc, 1), text(orc, 5)));
        request.setIntent(MedicationRequestIntent.ORDER);
        categories(rxe, orc, request);
        request.setMedication(MedicationCodes.ordered(rxe, context));
        request.setSubject(context.patient());
        encounter.ifPresent(stay -> request.setEncounter(Copies.of(stay)));
        request.setAuthoredOnElement(authoredOn(rxe, orc));
        people(orc, request);
        form(rxe, request);
        notes(group, request);
        request.addDosageInstruction(dosages.of(group));
        MedicationRequestDispenseRequestComponent dispense = supply.of(group);
        if (!dispense.isEmpty()) {
            request.setDispenseRequest(dispense);
        }
        return request;
    }

    private static String text(@Nullable Segment segment, int field) {
        return segment == null ? "" : segment.text(field).strip();
    }

    /**
     * JP Core's three slices. The order number is unique only inside the facility, so its code stands before it as in JP Core's
     * own example; the bare number is the group identifier.
     */
    private void identifiers(DrugGroup group, RpPosition position, MedicationRequest request) {
        Segment orc = group.order();
        position.identifiers(Optional.ofNullable(orc), context).forEach(request::addIdentifier);
        String placer = text(orc, 2);
        if (!placer.isEmpty()) {
            request.addIdentifier(context.identifier(JpCore.Name.RESOURCE_INSTANCE, context.facility() + "." + placer));
            request.setGroupIdentifier(Orders.localNumber(context, "order", placer));
        } else if (orc != null) {
            ledger.at(orc, 2).missing("no order number");
        }
        if (!text(orc, 3).isEmpty()) {
            request.addIdentifier(Orders.localNumber(context, "filler-order", text(orc, 3)));
        }
        String prescription = group.drug().text(15).strip();
        if (!prescription.isEmpty()) {
            request.addIdentifier()
                    .setSystem("urn:oid:1.2.392.100495.20.3.11.1" + context.facility())
                    .setValue(prescription);
        }
    }

    /** Outpatient or inpatient, in-house or not (RXE-21), kind of use (RXE-27 of JHSP0003), order type (ORC-29). */
    private void categories(Segment rxe, @Nullable Segment orc, MedicationRequest request) {
        for (Repetition kind : rxe.field(21).repetitions()) {
            if (!Supply.isInstruction(kind)) {
                concept(kind, "category", rxe, 21).ifPresent(request::addCategory);
            }
        }
        for (Repetition use : rxe.field(27).repetitions()) {
            concept(use, "", rxe, 27).ifPresent(request::addCategory);
        }
        if (orc != null) {
            context.concept(orc, 29).ifPresent(request::addCategory);
        }
    }

    private Optional<CodeableConcept> concept(Repetition cwe, String meaning, Segment segment, int field) {
        return context.concepts().concept(CodedText.of(cwe), meaning, ledger.at(segment, field));
    }

    /** ORC-9, else RXE-32, else the day of the storage path, which for OMP-01 is the day of ORC-9. */
    private DateTimeType authoredOn(Segment rxe, @Nullable Segment orc) {
        Optional<DateTimeType> ordered = orc == null ? Optional.empty() : context.dateTime(orc, 9);
        return ordered.or(() -> context.dateTime(rxe, 32)).orElseGet(() -> {
            (orc == null ? ledger.at(rxe) : ledger.at(orc, 9))
                    .missing("no time of the order; a day of the storage path or message is taken");
            return Timestamp.parse(context.path().careDate(), ledger.file())
                    .or(() -> context.timestamp(message.segments().get(0), 7))
                    .map(Timestamp::toDateTime)
                    .orElseGet(DateTimeType::new);
        });
    }

    private void people(@Nullable Segment orc, MedicationRequest request) {
        if (orc == null) {
            ledger.at(message.segments().get(0))
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "a drug without ORC");
            return;
        }
        context.practitioner(orc, 12).ifPresent(request::setRequester);
        context.practitioner(orc, 10).ifPresent(request::setRecorder);
        Orders.extensions(orc, context).forEach(request::addExtension);
        context.concept(orc, 16).ifPresent(request::setStatusReason);
    }

    private void form(Segment rxe, MedicationRequest request) {
        concept(rxe.field(6).first(), "form", rxe, 6)
                .ifPresent(form -> request.addExtension(TsumugiExtensions.url("dosage-form"), form));
    }

    private static void notes(DrugGroup group, MedicationRequest request) {
        for (Segment nte : group.notes()) {
            String text = FreeText.of(nte.field(3));
            if (!text.isEmpty()) {
                request.addNote().setText(text);
            }
        }
    }
}
