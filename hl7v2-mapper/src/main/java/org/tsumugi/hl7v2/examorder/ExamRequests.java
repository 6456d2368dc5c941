package org.tsumugi.hl7v2.examorder;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.OrderState;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Component;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.CollectionTime;

/**
 * ORC, OBR and TQ1 of one request → ServiceRequest: as the order itself, or as what a notice or result says about its order, which
 * is contained there because the order is another file's to say.
 */
public final class ExamRequests {

    /** The id of an order inside a notice or result. */
    public static final String CONTAINED_ID = "order";

    /** The extension that has OBR-22, the time of the result or of its last change. */
    public static final String REPORTED = TsumugiExtensions.url("reported");

    private static final String STATUS_REASON = "http://hl7.org/fhir/StructureDefinition/request-statusReason";

    private final MappingContext context;
    private final ExamKeys keys;
    private final Optional<Reference> encounter;

    public ExamRequests(MappingContext context, ExamKeys keys, Optional<Reference> encounter) {
        this.context = context;
        this.keys = keys;
        this.encounter = encounter;
    }

    /** The order itself, with what OBR says of its progress. */
    ServiceRequest order(ExamGroup group) {
        ServiceRequest request = context.identify(new ServiceRequest(), keys.of(group), "JP_ServiceRequest");
        request.setStatus(ServiceRequestStatus.ACTIVE);
        fill(group, request);
        progress(group, request);
        return request;
    }

    /** What a notice or result says about its order. */
    public ServiceRequest contained(ExamGroup group) {
        ServiceRequest request = new ServiceRequest();
        request.setId(CONTAINED_ID);
        request.setStatus(ServiceRequestStatus.UNKNOWN);
        fill(group, request);
        return request;
    }

    private void fill(ExamGroup group, ServiceRequest request) {
        request.setIntent(ServiceRequestIntent.ORDER);
        request.setSubject(context.patient());
        encounter.ifPresent(stay -> request.setEncounter(Copies.of(stay)));
        numbers(group, request);
        parent(group, request);
        status(group, request);
        Segment item = group.obr(4);
        if (item != null) {
            context.concept(item, 4).ifPresent(request::setCode);
        }
        Segment ordered = group.orc(9);
        if (ordered != null) {
            context.dateTime(ordered, 9).ifPresent(request::setAuthoredOnElement);
        }
        people(group, request);
        orderDetails(group, request);
        requestDetails(group, request);
        new ExamTimings(context).set(group, request);
        scheduled(group, request);
    }

    // ---- numbers ----

    private void numbers(ExamGroup group, ServiceRequest request) {
        Map<String, Identifier> numbers = new LinkedHashMap<>();
        group.orders().forEach(orc -> number("order", orc, 2, numbers));
        group.requests().forEach(obr -> number("order", obr, 2, numbers));
        group.orders().forEach(orc -> number("filler-order", orc, 3, numbers));
        group.requests().forEach(obr -> number("filler-order", obr, 3, numbers));
        numbers.values().forEach(request::addIdentifier);
        Segment grouped = group.orc(4);
        if (grouped != null) {
            request.setRequisition(
                    Orders.localNumber(context, "order-group", grouped.text(4).strip(), context.at(grouped, 4)));
        }
    }

    /** A number that is there already only gets a further source. */
    private void number(String kind, Segment segment, int field, Map<String, Identifier> numbers) {
        String number = segment.text(field).strip();
        if (!number.isEmpty()) {
            Identifier identifier =
                    numbers.computeIfAbsent(kind + "|" + number, key -> Orders.localNumber(context, kind, number));
            context.at(segment, field).component(1).gives(identifier.getValueElement());
        }
    }

    private void parent(ExamGroup group, ServiceRequest request) {
        if (!group.isChild()) {
            return;
        }
        Reference parent = context.reference("ServiceRequest", keys.parentOf(group));
        request.addBasedOn(parent);
        parentNumber(group.orc(8), 8, parent);
        parentNumber(group.obr(29), 29, parent);
    }

    /** EIP: the orderer's number and the performer's. */
    private void parentNumber(@Nullable Segment segment, int field, Reference parent) {
        if (segment == null) {
            return;
        }
        Place place = context.at(segment, field);
        Component placer = segment.field(field).first().component(1);
        Component filler = segment.field(field).first().component(2);
        String kind = placer.text().isEmpty() ? "filler-order" : "order";
        String number = (placer.text().isEmpty() ? filler.text() : placer.text()).strip();
        if (number.isEmpty()) {
            return;
        }
        if (!parent.hasIdentifier()) {
            parent.setIdentifier(Orders.localNumber(context, kind, number));
        }
        if (parent.getIdentifier().getValue().equals(number)) {
            place.component(placer.text().isEmpty() ? 2 : 1)
                    .gives(parent.getIdentifier().getValueElement());
            place.component(placer.text().isEmpty() ? 2 : 1).gives(parent.getReferenceElement_());
        }
        if (!placer.text().isEmpty() && !filler.text().isEmpty() && !parent.hasExtension()) {
            Identifier performers = Orders.localNumber(context, "filler-order", filler.text());
            place.component(2).gives(performers.getValueElement());
            parent.addExtension(TsumugiExtensions.url("filler-order"), performers);
        }
    }

    // ---- state ----

    /** What is done to the order outweighs the state it was in. */
    private void status(ExamGroup group, ServiceRequest request) {
        for (Segment orc : group.orders()) {
            String control = orc.text(1).strip();
            OrderState.ofControl(control).map(OrderState::ofRequest).ifPresent(request::setStatus);
        }
        boolean controlled = group.orders().stream()
                .anyMatch(orc -> OrderState.ofControl(orc.text(1).strip()).isPresent());
        Segment state = group.orc(5);
        if (state != null) {
            Optional<ServiceRequestStatus> said =
                    OrderState.ofState(state.text(5).strip()).map(OrderState::ofRequest);
            if (said.isEmpty()) {
                context.at(state, 5).invalid("not a state of HL7 table 0038");
            } else if (controlled) {
                request.addExtension(
                        TsumugiExtensions.url("order-state"),
                        context.at(state, 5).gives(new StringType(state.text(5).strip())));
            } else {
                request.setStatus(said.get());
                context.at(state, 5).gives(request.getStatusElement());
            }
        }
        for (Segment orc : group.orders()) {
            String control = orc.text(1).strip();
            if (OrderState.isStanding(control) || OrderState.ofControl(control).isPresent()) {
                context.at(orc, 1).gives(request.getStatusElement());
            }
        }
    }

    /** OBR-7, -8, -22 and -25, where no procedure or report tells them. */
    private void progress(ExamGroup group, ServiceRequest request) {
        examined(group, context).ifPresent(time -> other("exam-time", time, request));
        reported(group, context).ifPresent(time -> request.addExtension(REPORTED, time));
        Segment result = group.obr(25);
        if (result == null) {
            return;
        }
        String code = result.text(25).strip();
        Optional<ServiceRequestStatus> said = ExamStatus.ofResult(code);
        request.addExtension(TsumugiExtensions.url("result-status"), resultStatus(result, context));
        if (group.orc(5) == null && request.getStatus() == ServiceRequestStatus.ACTIVE && said.isPresent()) {
            request.setStatus(said.get());
            context.at(result, 25).gives(request.getStatusElement());
        }
    }

    /** OBR-25 as it was sent. */
    public static CodeableConcept resultStatus(Segment obr, MappingContext context) {
        CodeableConcept status = new CodeableConcept();
        context.id(obr, 25, "HL70123").ifPresent(status::addCoding);
        return status;
    }

    /** OBR-22. */
    public static Optional<DateTimeType> reported(ExamGroup group, MappingContext context) {
        Segment obr = group.obr(22);
        return obr == null ? Optional.empty() : context.dateTime(obr, 22);
    }

    /** OBR-7 and -8: when it was examined. */
    public static Optional<Type> examined(ExamGroup group, MappingContext context) {
        Segment obr = group.obr(7) == null ? group.obr(8) : group.obr(7);
        return obr == null ? Optional.empty() : CollectionTime.ofRequest(obr, context.ledger());
    }

    // ---- people ----

    private void people(ExamGroup group, ServiceRequest request) {
        List<Reference> orderers = people(Arrays.asList(group.orc(12), group.obr(16)), 12, 16);
        if (!orderers.isEmpty()) {
            request.setRequester(orderers.get(0));
            orderers.stream()
                    .skip(1)
                    .forEach(further -> request.addExtension(TsumugiExtensions.url("further-requester"), further));
        }
        people(Arrays.asList(group.orc(10)), 10)
                .forEach(enterer -> request.addExtension(TsumugiExtensions.url("entered-by"), enterer));
        people(Arrays.asList(group.obr(28)), 28)
                .forEach(reader -> request.addExtension(TsumugiExtensions.url("result-copy-to"), reader));
    }

    /** The people of some fields, each once: who is named again only gets a further source. */
    private List<Reference> people(List<@Nullable Segment> segments, int... fields) {
        Map<String, Reference> people = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i++) {
            Segment segment = segments.get(i);
            if (segment == null) {
                continue;
            }
            for (Reference person : context.practitioners(segment, fields[i])) {
                Reference known = people.putIfAbsent(person.getReference() + "|" + person.getDisplay(), person);
                if (known != null) {
                    Place place = context.at(segment, fields[i]);
                    place.component(1).gives(known.getReferenceElement_());
                    place.component(2).gives(known.getDisplayElement());
                    place.component(3).gives(known.getDisplayElement());
                }
            }
        }
        return List.copyOf(people.values());
    }

    // ---- the rest ----

    private void orderDetails(ExamGroup group, ServiceRequest request) {
        Segment orc = group.orc(17) != null
                ? group.orc(17)
                : group.orders().isEmpty() ? null : group.orders().get(0);
        if (orc != null) {
            Orders.extensions(orc, context).forEach(request::addExtension);
        }
        Segment reason = group.orc(16);
        if (reason != null) {
            context.concept(reason, 16).ifPresent(why -> request.addExtension(STATUS_REASON, why));
        }
        Segment type = group.orc(29);
        if (type != null) {
            context.concept(type, 29).ifPresent(request::addCategory);
        }
    }

    private void requestDetails(ExamGroup group, ServiceRequest request) {
        section(group, context).ifPresent(request::addCategory);
        Segment danger = group.obr(12);
        if (danger != null) {
            context.concept(danger, 12)
                    .ifPresent(code -> request.addExtension(TsumugiExtensions.url("danger-code"), code));
        }
        Segment information = group.obr(13);
        if (information != null) {
            request.addNote().setText(FreeText.of(information.field(13)));
            context.at(information, 13).gives(request.getNoteFirstRep().getTextElement());
        }
        Segment parentResult = group.obr(26);
        if (parentResult != null) {
            parentResult(parentResult, request);
        }
    }

    /** OBR-24, the section that examines. */
    public static Optional<CodeableConcept> section(ExamGroup group, MappingContext context) {
        Segment obr = group.obr(24);
        return obr == null ? Optional.empty() : context.id(obr, 24, "HL70074").map(CodeableConcept::new);
    }

    /** PRL: the item (OBX-3), sub-id (OBX-4) and value of the result that led to this request. */
    private void parentResult(Segment obr, ServiceRequest request) {
        Extension result = new Extension(TsumugiExtensions.url("parent-result"));
        Place place = context.at(obr, 26).repetition(0);
        context.concepts()
                .concept(CodedText.of(obr.field(26).first().component(1)), place.component(1))
                .ifPresent(item -> result.addExtension(new Extension("item", item)));
        String[] names = {"sub-id", "value"};
        for (int i = 0; i < names.length; i++) {
            String text = obr.field(26).first().data(i + 2);
            if (!text.isEmpty()) {
                result.addExtension(
                        new Extension(names[i], place.component(i + 2).gives(new StringType(text))));
            }
        }
        if (result.hasExtension()) {
            request.addExtension(result);
        }
    }

    /** OBR-36; TQ1 outweighs it, and often says the same. */
    private void scheduled(ExamGroup group, ServiceRequest request) {
        Segment obr = group.obr(36);
        Optional<DateTimeType> time = obr == null ? Optional.empty() : context.dateTime(obr, 36);
        if (obr != null && time.isPresent()) {
            DateTimeType start = start(request.getOccurrence());
            if (start != null && start.equalsDeep(time.get())) {
                context.at(obr, 36).gives(start);
            } else {
                other("scheduled-time", time.get(), request);
            }
        }
    }

    private static @Nullable DateTimeType start(@Nullable Type occurrence) {
        if (occurrence instanceof Timing timing) {
            return timing.getRepeat().hasBoundsPeriod()
                    ? start(timing.getRepeat().getBoundsPeriod())
                    : null;
        }
        if (occurrence instanceof Period period) {
            return period.getStartElement();
        }
        return occurrence instanceof DateTimeType time ? time : null;
    }

    /** A time that is the occurrence where nothing else is, and has an extension where it says more. */
    private static void other(String name, Type time, ServiceRequest request) {
        if (!request.hasOccurrence()) {
            request.setOccurrence(time);
        } else {
            request.addExtension(TsumugiExtensions.url(name), time);
        }
    }

    /** The reference of a notice or result to its order, which is always made: the server writes it when the order is there. */
    public Reference reference(ExamGroup group) {
        return context.reference("ServiceRequest", keys.of(group));
    }
}
