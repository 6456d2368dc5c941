package org.tsumugi.hl7v2.prescription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestDispenseRequestComponent;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.datatype.Addresses;
import org.tsumugi.hl7v2.datatype.HumanNames;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * What RXE says of the pharmacy and what it has done already. FHIR and JP Core have elements for little of it; the rest are
 * extensions of ours.
 */
public final class Pharmacy {

    private final MappingContext context;
    private final String prefix;
    private final Reading reading;
    private final Amounts amounts;

    /** @param prefix of the ids of contained resources */
    public Pharmacy(MappingContext context, String prefix) {
        this.context = context;
        this.prefix = prefix;
        this.reading = new Reading(context);
        this.amounts = new Amounts(context);
    }

    /** RXE-28 to -30 and -39 to -41: what is to be handed out, and by whom. */
    public void add(Segment rxe, MedicationRequestDispenseRequestComponent supply) {
        amounts.of(rxe, 39, 11)
                .map(Amounts::dose)
                .ifPresent(first -> supply.getInitialFill().setQuantity(first));
        amounts.of(rxe, 28, 29).ifPresent(size -> supply.addExtension(Reading.extension("package-size", size)));
        context.id(rxe, 30, "HL70321")
                .ifPresent(method -> supply.addExtension(Reading.extension("package-method", method)));
        performer(rxe).ifPresent(supply::setPerformer);
    }

    /** RXE-40 and its address RXE-41. */
    private Optional<Reference> performer(Segment rxe) {
        Optional<Reference> pharmacy = reading.organization(rxe, 40);
        List<Type> addresses = new ArrayList<>(Addresses.of(rxe.field(41), context.at(rxe, 41)));
        if (pharmacy.isEmpty() && addresses.isEmpty()) {
            return Optional.empty();
        }
        Reference performer = pharmacy.orElseGet(Reference::new);
        addresses.forEach(address -> performer.addExtension(Reading.extension("address", address)));
        return Optional.of(performer);
    }

    /** Everything else that RXE says beside the drug and its use. */
    public void add(Segment rxe, MedicationRequest request) {
        people(rxe, request);
        reading.number(rxe, 16).ifPresent(left -> request.addExtension(Reading.extension("refills-remaining", left)));
        reading.number(rxe, 17).ifPresent(given -> request.addExtension(Reading.extension("doses-dispensed", given)));
        context.dateTime(rxe, 18).ifPresent(last -> request.addExtension(Reading.extension("last-dispensed", last)));
        reading.organization(rxe, 38)
                .ifPresent(pharmacy -> request.addExtension(Reading.extension("last-dispensed-by", pharmacy)));
        context.concept(rxe, 35)
                .ifPresent(
                        schedule -> request.addExtension(Reading.extension("controlled-substance-schedule", schedule)));
        context.id(rxe, 36, "HL70478")
                .ifPresent(status -> request.addExtension(Reading.extension("formulary-status", status)));
        reading.concepts(rxe, 37, "")
                .forEach(other -> request.addExtension(Reading.extension("substance-alternative", other)));
        context.id(rxe, 44, "HL70480").ifPresent(kind -> request.addCategory(new CodeableConcept(kind)));
        Orders.place(rxe, 42, context).ifPresent(place -> request.addExtension(Reading.extension("deliver-to", place)));
        Addresses.of(rxe.field(43), context.at(rxe, 43))
                .forEach(address -> request.addExtension(Reading.extension("deliver-to-address", address)));
    }

    /** RXE-13 is the orderer with the number of a licence, which is in no directory of staff; RXE-14 is staff. */
    private void people(Segment rxe, MedicationRequest request) {
        List<Repetition> licensed = rxe.field(13).repetitions();
        for (int i = 0; i < licensed.size(); i++) {
            Place place = context.at(rxe, 13).repetition(i);
            Practitioner person = new Practitioner();
            String number = licensed.get(i).text(1).strip();
            if (!number.isEmpty()) {
                person.addIdentifier(Orders.localNumber(context, "prescriber-licence", number, place));
            }
            HumanNames.ofStaff(licensed.get(i), place).ifPresent(person::addName);
            if (!person.isEmpty()) {
                String id = prefix + "licensed-prescriber-" + (i + 1);
                person.setId(id);
                request.addContained(person);
                request.addExtension(Reading.extension("licensed-prescriber", new Reference("#" + id)));
            }
        }
        context.practitioners(rxe, 14)
                .forEach(person -> request.addExtension(Reading.extension("verified-by", person)));
    }
}
