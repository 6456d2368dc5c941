package org.tsumugi.hl7v2.prescription;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/** ORC of a prescription → numbers, state, time and people of the MedicationRequest. */
final class CommonOrder {

    private final MappingContext context;
    private final Message message;
    private final Reading reading;

    CommonOrder(MappingContext context, Message message) {
        this.context = context;
        this.message = message;
        this.reading = new Reading(context);
    }

    void set(DrugGroup group, MedicationRequest request) {
        request.setStatus(PrescriptionStatus.of(text(group, 1), text(group, 5)));
        request.setAuthoredOnElement(authoredOn(group, request));
        group.order()
                .ifPresentOrElse(
                        orc -> order(orc, request),
                        () -> context.ledger()
                                .at(message.segments().get(0))
                                .report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "a drug without ORC"));
    }

    private static String text(DrugGroup group, int field) {
        return group.order().map(orc -> orc.text(field).strip()).orElse("");
    }

    private void order(Segment orc, MedicationRequest request) {
        OrderNumbers.set(orc, request, context);
        parent(orc, request);
        reading.from(orc, 1, request.getStatusElement());
        reading.from(orc, 5, request.getStatusElement());
        context.id(orc, 5, "HL70038").ifPresent(state -> request.addExtension(Reading.extension("order-state", state)));
        people(orc, 12, "further-orderer", request::setRequester, request);
        people(orc, 10, "entered-by", request::setRecorder, request);
        Orders.extensions(orc, context).forEach(request::addExtension);
        context.concept(orc, 16).ifPresent(request::setStatusReason);
        context.concept(orc, 29).ifPresent(request::addCategory);
    }

    /** ORC-8: the number the parent has from who ordered it, and from who carries it out. */
    private void parent(Segment orc, MedicationRequest request) {
        String[] kinds = {"order", "filler-order"};
        for (int part = 1; part <= kinds.length; part++) {
            String number = orc.field(8).first().text(part).strip();
            if (!number.isEmpty()) {
                Identifier parent = Orders.localNumber(context, kinds[part - 1], number);
                context.at(orc, 8).repetition(0).component(part).gives(parent.getValueElement());
                request.addBasedOn(new Reference().setType("MedicationRequest").setIdentifier(parent));
            }
        }
    }

    private void people(Segment orc, int field, String further, Consumer<Reference> first, MedicationRequest request) {
        List<Reference> people = context.practitioners(orc, field);
        people.stream().limit(1).forEach(first);
        people.stream().skip(1).forEach(person -> request.addExtension(Reading.extension(further, person)));
    }

    /** ORC-9, else RXE-32 (which is kept beside ORC-9), else the day of the storage path, which for OMP-01 is that of ORC-9. */
    private DateTimeType authoredOn(DrugGroup group, MedicationRequest request) {
        Segment rxe = group.drug();
        Optional<DateTimeType> original = context.dateTime(rxe, 32);
        Optional<DateTimeType> ordered = group.order().flatMap(orc -> context.dateTime(orc, 9));
        if (ordered.isPresent()) {
            original.ifPresent(time -> request.addExtension(Reading.extension("original-order-time", time)));
            return ordered.get();
        }
        return original.orElseGet(() -> {
            group.order()
                    .map(orc -> context.at(orc, 9))
                    .orElseGet(() -> context.ledger().at(rxe))
                    .missing("no time of the order; a day of the storage path or message is taken");
            return Timestamp.parse(context.path().careDate(), context.ledger().file())
                    .or(() -> context.timestamp(message.segments().get(0), 7))
                    .map(Timestamp::toDateTime)
                    .orElseGet(DateTimeType::new);
        });
    }
}
