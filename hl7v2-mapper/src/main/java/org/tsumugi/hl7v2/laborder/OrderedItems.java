package org.tsumugi.hl7v2.laborder;

import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.labresult.LabOrderKeys;
import org.tsumugi.hl7v2.labresult.ResultGroups.ResultGroup;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.Notes;

/**
 * OBX without a value: an item of the set → a ServiceRequest of its own, based on the set's. FHIR has no search by
 * {@code orderDetail}, and the codes of several items in one {@code code} would say that they are the same; so only this way an item
 * that was ordered is found by its code, and a result can refer to it. It repeats of the set what is needed to read it alone, not
 * its numbers and remarks, so that thirty items stay small.
 */
final class OrderedItems {

    private final MappingContext context;
    private final Ordinals ordinals = new Ordinals();

    OrderedItems(MappingContext context) {
        this.context = context;
    }

    ServiceRequest map(ResultGroup row, String setKey, ServiceRequest set) {
        Segment obx = row.obx();
        ServiceRequest item = context.identify(
                new ServiceRequest(), ordinals.distinct(LabOrderKeys.item(setKey, obx)), "JP_ServiceRequest");
        item.addBasedOn(new Reference("ServiceRequest/" + set.getIdElement().getIdPart()));
        status(obx, set, item);
        item.setIntent(set.getIntent());
        item.setSubject(context.patient());
        likeTheSet(set, item);
        code(obx).ifPresentOrElse(item::setCode, () -> context.at(obx, 3).missing("the item has no code"));
        context.dateTime(obx, 14).ifPresent(item::setOccurrence);
        Notes.of(row.notes(), context.ledger()).forEach(item::addNote);
        details(obx, item);
        return item;
    }

    private static void likeTheSet(ServiceRequest set, ServiceRequest item) {
        if (set.hasPriority()) {
            item.setPriorityElement(Copies.of(set.getPriorityElement()));
        }
        if (set.hasEncounter()) {
            item.setEncounter(Copies.of(set.getEncounter()));
        }
        if (set.hasOccurrence()) {
            item.setOccurrence(Copies.of(set.getOccurrence()));
        }
        if (set.hasAuthoredOn()) {
            item.setAuthoredOnElement(Copies.of(set.getAuthoredOnElement()));
        }
        if (set.hasRequester()) {
            item.setRequester(Copies.of(set.getRequester()));
        }
        set.getSpecimen().forEach(specimen -> item.addSpecimen(Copies.of(specimen)));
    }

    private Optional<CodeableConcept> code(Segment obx) {
        return context.concepts()
                .concept(
                        CodedText.of(obx.field(3).first()),
                        "antimicrobial",
                        context.at(obx, 3).repetition(0));
    }

    /** OBX-11: an item that was taken back is revoked; any other has the state of its set. */
    private void status(Segment obx, ServiceRequest set, ServiceRequest item) {
        item.setStatus(set.getStatus());
        Place place = context.at(obx, 11).component(1);
        String sent = obx.text(11).strip();
        switch (sent) {
            case "X", "D" -> item.setStatus(ServiceRequestStatus.REVOKED);
            case "W" -> item.setStatus(ServiceRequestStatus.ENTEREDINERROR);
            case "" -> {
                place.missing("the item has no status");
                return;
            }
            case "O", "I", "F", "P", "R", "S", "C", "N", "U" -> {}
            default -> {
                place.invalid("a status that is not in HL7 table 0085");
                return;
            }
        }
        place.gives(item.getStatusElement());
    }

    /** What belongs to results and stands in an order all the same. */
    private void details(Segment obx, ServiceRequest item) {
        if (!obx.text(4).isEmpty()) {
            item.addExtension(
                    TsumugiExtensions.url("sub-id"),
                    context.at(obx, 4).component(1).gives(new StringType(obx.text(4))));
        }
        context.concept(obx, 6).ifPresent(unit -> item.addExtension(TsumugiExtensions.url("unit"), unit));
        if (!obx.field(7).isEmpty() && !obx.field(7).isExplicitNull()) {
            String range =
                    obx.field(7).repetitions().stream().map(Repetition::raw).collect(Collectors.joining("~"));
            item.addExtension(
                    TsumugiExtensions.url("reference-range"), context.at(obx, 7).gives(new StringType(range)));
        }
    }
}
