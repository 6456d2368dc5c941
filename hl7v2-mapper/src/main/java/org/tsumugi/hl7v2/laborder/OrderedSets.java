package org.tsumugi.hl7v2.laborder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.labresult.LabIdentifiers;
import org.tsumugi.hl7v2.labresult.LabOrderKeys;
import org.tsumugi.hl7v2.labresult.LabRequests;
import org.tsumugi.hl7v2.labresult.ObservationResources.Frame;
import org.tsumugi.hl7v2.labresult.ParentResult;
import org.tsumugi.hl7v2.labresult.ResultGroups.OrderGroup;
import org.tsumugi.hl7v2.labresult.ResultGroups.ResultGroup;
import org.tsumugi.hl7v2.labresult.ResultKeys;
import org.tsumugi.hl7v2.labresult.SpecimenResources;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.CollectionTime;
import org.tsumugi.hl7v2.observation.Notes;

/** ORC, TQ1 and OBR → ServiceRequest (JP_ServiceRequest), followed by its items and by what supports it. */
final class OrderedSets {

    private final MappingContext context;
    private final LabOrderKeys orderKeys;
    private final SpecimenResources specimens;
    private final Optional<Reference> encounter;
    private final LabRequests requests;
    private final OrderedItems items;
    private final SupportingInformation information;

    OrderedSets(MappingContext context, ResultKeys keys, SpecimenResources specimens, Optional<Reference> encounter) {
        this.context = context;
        this.orderKeys = new LabOrderKeys(context.fileKey());
        this.specimens = specimens;
        this.encounter = encounter;
        this.requests = new LabRequests(context, encounter);
        this.items = new OrderedItems(context);
        this.information = new SupportingInformation(context, keys);
    }

    /** @param patientNotes NTE before the first order, which are about all of them */
    List<Resource> map(OrderGroup order, List<Segment> patientNotes) {
        String key = orderKeys.set(order.obr());
        ServiceRequest set = context.identify(new ServiceRequest(), key, "JP_ServiceRequest");
        set.setIdentifier(new LabIdentifiers(context).of(order.obr(), order.orc()));
        requests.fill(order, set);
        order.specimens().forEach(specimen -> set.addSpecimen(specimens.reference(specimen)));
        if (order.obr() != null) {
            request(order.obr(), set);
        }
        Notes.of(patientNotes, context.ledger()).forEach(set::addNote);
        Notes.of(order.notes(), context.ledger()).forEach(set::addNote);
        reportWhatIsMissing(order);
        List<Resource> resources = new ArrayList<>();
        resources.add(set);
        Frame frame = frame(order, key);
        for (ResultGroup row : order.results()) {
            if (hasValue(row.obx())) {
                Observation observation = information.map(row, frame);
                set.addSupportingInfo(new Reference(
                        "Observation/" + observation.getIdElement().getIdPart()));
                resources.add(observation);
            } else {
                resources.add(items.map(row, key, set));
            }
        }
        return resources;
    }

    private static boolean hasValue(Segment obx) {
        return obx.field(5).repetitions().stream()
                .anyMatch(value -> !value.isEmpty() && !value.isExplicitNull() && !isBlank(value));
    }

    private static boolean isBlank(Repetition value) {
        return value.asSent().isBlank();
    }

    /** OBR-7 and -8 are when it is to be done, unless TQ1 says it: then both stand. */
    private void request(Segment obr, ServiceRequest set) {
        CollectionTime.ofRequest(obr, context.ledger()).ifPresent(time -> {
            if (set.hasOccurrence()) {
                set.addExtension(TsumugiExtensions.url("observation-time"), time);
            } else {
                set.setOccurrence(time);
            }
        });
        context.dateTime(obr, 22).ifPresent(time -> set.addExtension(TsumugiExtensions.url("status-changed"), time));
        ParentResult.of(obr, null, context).ifPresent(set::addExtension);
    }

    private Frame frame(OrderGroup order, String key) {
        Optional<Type> collected = order.specimens().stream()
                .map(group -> CollectionTime.ofSpecimen(group.spm(), context.ledger()))
                .flatMap(Optional::stream)
                .findFirst();
        return new Frame(
                key,
                null,
                collected.orElse(null),
                order.specimens().isEmpty()
                        ? null
                        : specimens.reference(order.specimens().get(0)),
                encounter.map(Copies::of).orElse(null));
    }

    private void reportWhatIsMissing(OrderGroup order) {
        Segment first = order.obr() != null ? order.obr() : order.orc();
        if (order.specimens().isEmpty()) {
            missing(first, "an order without SPM");
        }
        if (order.orc() == null) {
            missing(first, "an order without ORC");
        }
        if (order.obr() == null) {
            missing(first, "an order without OBR");
        }
    }

    private void missing(@Nullable Segment first, String detail) {
        (first == null ? context.ledger().file() : context.ledger().at(first))
                .report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, detail);
    }
}
