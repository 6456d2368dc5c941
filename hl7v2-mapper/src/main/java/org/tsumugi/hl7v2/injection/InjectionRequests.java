package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.Notes;
import org.tsumugi.hl7v2.prescription.OrderNumbers;
import org.tsumugi.hl7v2.prescription.PrescriptionStatus;
import org.tsumugi.hl7v2.prescription.Reading;
import org.tsumugi.hl7v2.prescription.Routes;

/** One ordered injection → MedicationRequest (JP_MedicationRequest_Injection), its Medication, and the OBX beside it. */
final class InjectionRequests {

    private final MappingContext context;
    private final Message message;
    private final Optional<Reference> encounter;
    private final Reading reading;
    private final Mixtures mixtures;
    private final Routes routes;
    private final InjectionDosages dosages;
    private final Dispensing dispensing;
    private final Trials trials;
    private final InjectionObservations observations;

    /** @param prefix of the ids of contained resources */
    InjectionRequests(MappingContext context, Message message, Optional<Reference> encounter, String prefix) {
        this.context = context;
        this.message = message;
        this.encounter = encounter;
        this.reading = new Reading(context);
        this.mixtures = new Mixtures(context);
        this.routes = new Routes(context, prefix);
        this.dosages = new InjectionDosages(context);
        this.dispensing = new Dispensing(context, prefix);
        this.trials = new Trials(context);
        this.observations = new InjectionObservations(context, encounter);
    }

    List<Resource> map(Occasion occasion, String key, String rp) {
        Medication medication = mixtures.ordered(occasion, key);
        MedicationRequest request = context.identify(new MedicationRequest(), key, "JP_MedicationRequest_Injection");
        fill(occasion, rp, request);
        request.setMedication(Mixtures.reference(medication));
        if (Mixtures.isUnknown(medication)) {
            context.ledger()
                    .at(occasion.segments().get(0))
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "an injection without drugs");
        }
        List<Observation> seen = observations.of(occasion.all("OBX"), key);
        seen.forEach(observation -> request.addSupportingInformation(InjectionObservations.reference(observation)));
        trials.of(occasion.all("CTI")).forEach(request::addSupportingInformation);
        List<Resource> resources = new ArrayList<>(List.of(medication, request));
        resources.addAll(seen);
        return resources;
    }

    /**
     * The order as a notification repeats it, for the resources that the notification makes: the MedicationRequest first. It is
     * contained, because the order itself is told by OMP-02, which may say something newer.
     */
    List<Resource> contained(Occasion occasion, String rp) {
        Medication medication = mixtures.ordered(occasion, "");
        medication.setId("ordered-drugs");
        MedicationRequest request = context.identify(new MedicationRequest(), "", "JP_MedicationRequest_Injection");
        request.setId("order");
        fill(occasion, rp, request);
        request.setMedication(new Reference("#ordered-drugs"));
        List<Resource> resources = new ArrayList<>(List.of(request, medication));
        resources.addAll(request.getContained());
        request.setContained(null);
        return resources;
    }

    private void fill(Occasion occasion, String rp, MedicationRequest request) {
        identifiers(occasion, rp, request);
        request.setIntent(MedicationRequestIntent.ORDER);
        request.setSubject(context.patient());
        encounter.ifPresent(stay -> request.setEncounter(Copies.of(stay)));
        state(occasion, request);
        request.setAuthoredOnElement(authoredOn(occasion, request));
        occasion.first("ORC").ifPresentOrElse(orc -> order(orc, request), this::withoutOrder);
        occasion.first("RXE").ifPresent(rxe -> encoded(rxe, request));
        Routes.Way way = routes.of(occasion.all("RXR"));
        way.contained().forEach(request::addContained);
        request.addDosageInstruction(dosages.of(occasion, way));
        request.setNote(Notes.of(occasion.all("NTE"), context.ledger()));
    }

    private void withoutOrder() {
        context.ledger()
                .at(message.segments().get(0))
                .report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "an injection without ORC");
    }

    /**
     * The order number is unique only inside the facility, so its code stands before it as in JP Core's own example; ORC-4 whole
     * names the occasion.
     */
    private void identifiers(Occasion occasion, String rp, MedicationRequest request) {
        Identifier number = context.identifier(JpCore.Name.RP_NUMBER, rp);
        request.addIdentifier(number);
        occasion.first("ORC").ifPresent(orc -> {
            reading.from(orc, 4, number.getValueElement());
            orderNumbers(orc, request);
        });
        occasion.first("RXE")
                .filter(rxe -> !rxe.text(15).isBlank())
                .ifPresent(rxe -> reading.from(
                        rxe,
                        15,
                        request.addIdentifier()
                                .setSystem("urn:oid:1.2.392.100495.20.3.11.1" + context.facility())
                                .setValue(rxe.text(15).strip())
                                .getValueElement()));
    }

    private void orderNumbers(Segment orc, MedicationRequest request) {
        OrderNumbers.set(orc, request, context);
        String group = orc.text(4).strip();
        if (!group.isEmpty()) {
            request.addIdentifier(Orders.localNumber(context, "order-group", group, context.at(orc, 4)));
        }
    }

    private void state(Occasion occasion, MedicationRequest request) {
        request.setStatus(PrescriptionStatus.of(occasion.text("ORC", 1), occasion.text("ORC", 5)));
        occasion.first("ORC").ifPresent(orc -> {
            reading.from(orc, 1, request.getStatusElement());
            reading.from(orc, 5, request.getStatusElement());
        });
    }

    /** ORC-9, else RXE-32 (which is kept beside ORC-9), else the day of the storage path. */
    private DateTimeType authoredOn(Occasion occasion, MedicationRequest request) {
        Optional<DateTimeType> original = occasion.first("RXE").flatMap(rxe -> context.dateTime(rxe, 32));
        Optional<DateTimeType> ordered = occasion.first("ORC").flatMap(orc -> context.dateTime(orc, 9));
        if (ordered.isPresent()) {
            original.ifPresent(time -> request.addExtension(Reading.extension("original-order-time", time)));
            return ordered.get();
        }
        return original.orElseGet(() -> {
            occasion.segments().stream()
                    .findFirst()
                    .ifPresent(segment -> context.ledger()
                            .at(segment)
                            .missing("no time of the order; a day of the storage path or message is taken"));
            return Timestamp.parse(context.path().careDate(), context.ledger().file())
                    .or(() -> context.timestamp(message.segments().get(0), 7))
                    .map(Timestamp::toDateTime)
                    .orElseGet(DateTimeType::new);
        });
    }

    private void order(Segment orc, MedicationRequest request) {
        context.practitioner(orc, 12).ifPresent(request::setRequester);
        context.practitioner(orc, 10).ifPresent(request::setRecorder);
        Orders.extensions(orc, context).forEach(request::addExtension);
        context.concept(orc, 16).ifPresent(request::setStatusReason);
        context.concept(orc, 29).ifPresent(request::addCategory);
    }

    /** RXE-2 is the kind of injection (JHSI0002), and RXE-27 what it is for. */
    private void encoded(Segment rxe, MedicationRequest request) {
        if (!Mixtures.isDrug(rxe.field(2).first())) {
            context.concept(rxe, 2).ifPresent(request::addCategory);
        }
        reading.concepts(rxe, 27, "").forEach(request::addCategory);
        dispensing.add(rxe, request);
    }
}
