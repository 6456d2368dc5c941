package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.Addresses;
import org.tsumugi.hl7v2.datatype.HumanNames;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.Amounts;
import org.tsumugi.hl7v2.prescription.Reading;
import org.tsumugi.hl7v2.prescription.Supply;

/** What RXE says to and of the pharmacy. FHIR and JP Core have elements for little of it; the rest are extensions of ours. */
final class Dispensing {

    private static final String INSTRUCTION = "JP_MedicationRequest_DispenseRequest_InstructionForDispense";

    private final MappingContext context;
    private final Reading reading;
    private final Amounts amounts;

    Dispensing(MappingContext context) {
        this.context = context;
        this.reading = new Reading(context);
        this.amounts = new Amounts(context);
    }

    void add(Segment rxe, MedicationRequest request) {
        supply(rxe, request);
        people(rxe, request);
        history(rxe, request);
        drugControl(rxe, request);
        delivery(rxe, request);
    }

    private void supply(Segment rxe, MedicationRequest request) {
        MedicationRequestDispenseRequestComponent supply = new MedicationRequestDispenseRequestComponent();
        amounts.of(rxe, 10, 11).ifPresent(supply::setQuantity);
        amounts.of(rxe, 39, 11).ifPresent(first -> supply.getInitialFill().setQuantity(first));
        amounts.of(rxe, 28, 29).ifPresent(size -> supply.addExtension(Reading.extension("package-size", size)));
        reading.code(rxe, 30, "HL70321")
                .ifPresent(method -> supply.addExtension(Reading.extension("package-method", method)));
        pharmacy(rxe).ifPresent(supply::setPerformer);
        List<Repetition> kinds = rxe.field(21).repetitions();
        for (int i = 0; i < kinds.size(); i++) {
            boolean instruction = Supply.isInstruction(kinds.get(i));
            context.concepts()
                    .concept(
                            CodedText.of(kinds.get(i)),
                            instruction ? "" : "category",
                            context.at(rxe, 21).repetition(i))
                    .ifPresent(concept -> {
                        if (instruction) {
                            supply.addExtension(JpCore.extension(INSTRUCTION), concept);
                        } else {
                            request.addCategory(concept);
                        }
                    });
        }
        if (!supply.isEmpty()) {
            request.setDispenseRequest(supply);
        }
    }

    /** RXE-40 and its address RXE-41. */
    private Optional<Reference> pharmacy(Segment rxe) {
        Optional<Reference> pharmacy = reading.organization(rxe, 40);
        List<Type> addresses = new ArrayList<>(Addresses.of(rxe.field(41), context.at(rxe, 41)));
        if (pharmacy.isEmpty() && addresses.isEmpty()) {
            return Optional.empty();
        }
        Reference performer = pharmacy.orElseGet(Reference::new);
        addresses.forEach(address -> performer.addExtension(Reading.extension("address", address)));
        return Optional.of(performer);
    }

    /** RXE-13 is the orderer with the number of a licence, not of the staff; RXE-14 is staff. */
    private void people(Segment rxe, MedicationRequest request) {
        List<Repetition> licensed = rxe.field(13).repetitions();
        for (int i = 0; i < licensed.size(); i++) {
            Place place = context.at(rxe, 13).repetition(i);
            Reference person = new Reference();
            String number = licensed.get(i).text(1).strip();
            if (!number.isEmpty()) {
                Identifier licence = Orders.localNumber(context, "prescriber-licence", number, place);
                person.setIdentifier(licence);
            }
            HumanNames.ofStaff(licensed.get(i), place).map(HumanName::getText).ifPresent(name -> {
                person.setDisplay(name);
                place.component(2).gives(person.getDisplayElement());
                place.component(3).gives(person.getDisplayElement());
            });
            if (!person.isEmpty()) {
                request.addExtension(Reading.extension("licensed-prescriber", person));
            }
        }
        context.practitioners(rxe, 14)
                .forEach(person -> request.addExtension(Reading.extension("verified-by", person)));
        review(rxe, request);
    }

    private void review(Segment rxe, MedicationRequest request) {
        String needed = rxe.text(20).strip();
        switch (needed) {
            case "Y", "N" -> {
                BooleanType review = new BooleanType(needed.equals("Y"));
                reading.from(rxe, 20, review);
                request.addExtension(Reading.extension("needs-human-review", review));
            }
            case "" -> {}
            default -> context.at(rxe, 20).invalid("neither Y nor N");
        }
    }

    private void history(Segment rxe, MedicationRequest request) {
        reading.number(rxe, 16).ifPresent(left -> request.addExtension(Reading.extension("refills-remaining", left)));
        reading.number(rxe, 17).ifPresent(given -> request.addExtension(Reading.extension("doses-dispensed", given)));
        context.dateTime(rxe, 18).ifPresent(last -> request.addExtension(Reading.extension("last-dispensed", last)));
        reading.organization(rxe, 38)
                .ifPresent(pharmacy -> request.addExtension(Reading.extension("last-dispensed-by", pharmacy)));
    }

    private void drugControl(Segment rxe, MedicationRequest request) {
        context.concept(rxe, 35)
                .ifPresent(
                        schedule -> request.addExtension(Reading.extension("controlled-substance-schedule", schedule)));
        reading.code(rxe, 36, "HL70478")
                .ifPresent(status -> request.addExtension(Reading.extension("formulary-status", status)));
        reading.concepts(rxe, 37, "")
                .forEach(other -> request.addExtension(Reading.extension("substance-alternative", other)));
        reading.code(rxe, 44, "HL70480").ifPresent(kind -> request.addCategory(new CodeableConcept(kind)));
    }

    private void delivery(Segment rxe, MedicationRequest request) {
        Orders.place(rxe, 42, context).ifPresent(place -> request.addExtension(Reading.extension("deliver-to", place)));
        Addresses.of(rxe.field(43), context.at(rxe, 43))
                .forEach(address -> request.addExtension(Reading.extension("deliver-to-address", address)));
    }
}
