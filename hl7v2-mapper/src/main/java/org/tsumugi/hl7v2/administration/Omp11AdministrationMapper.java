package org.tsumugi.hl7v2.administration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.DrugKey;
import org.tsumugi.hl7v2.prescription.PrescriptionKeys;
import org.tsumugi.hl7v2.prescription.RepeatedOrders;
import org.tsumugi.hl7v2.prescription.RepeatedOrders.RepeatedDrug;
import org.tsumugi.hl7v2.prescription.RpPosition;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * OMP-11 処方実施通知 (RAS^O17) → one MedicationAdministration per RXA. The name says 実施 and the message has RXA with the time, the
 * nurse and the amount of each administration, so this is not a dispense.
 */
public final class Omp11AdministrationMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.OMP_11;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("RAS^O17");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        List<Given> given = Given.of(message);
        if (given.isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no RXA: nothing was given");
        }
        List<String> keys = AdministrationKeys.of(
                context.fileKey(),
                given.stream()
                        .map(one -> new AdministrationKeys.Unnamed(
                                RpPosition.group(one.order()) + "|" + DrugKey.of(drug(one)), one.rxa()))
                        .toList());
        List<RpPosition> positions = positions(given, context);
        Optional<Reference> encounter = Visit.of(message, context);
        Administrations administrations = new Administrations(context, message, encounter);
        RepeatedOrders orders = new RepeatedOrders(context, message, encounter);
        GivenDrug drugs = new GivenDrug(context);
        Map<List<Segment>, OfOneOrder> ofOneOrder = OfOneOrder.of(given);
        List<Resource> resources = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Given one = given.get(i);
            MedicationAdministration administration = administrations.map(
                    one,
                    keys.get(i),
                    "JP_MedicationAdministration",
                    positions.get(i).identifiers(one.order(), context));
            drugs.set(one.rxa(), administration);
            administration.setRequest(request(one, context));
            for (RepeatedDrug drug : repeated(one, ofOneOrder.get(one.ordered()))) {
                orders.contain(drug, positions.get(i), administration);
            }
            resources.add(administration);
        }
        return resources;
    }

    private static CodedText drug(Given given) {
        return CodedText.of(given.rxa().field(5).first());
    }

    /** The second dose of a drug is in the same place of the Rp as the first. */
    private static List<RpPosition> positions(List<Given> given, MappingContext context) {
        Map<String, Optional<Segment>> lines = new LinkedHashMap<>();
        given.forEach(one -> lines.putIfAbsent(line(one), one.order()));
        Iterator<RpPosition> positions =
                RpPosition.of(List.copyOf(lines.values()), context.ledger()).iterator();
        Map<String, RpPosition> byLine = new HashMap<>();
        lines.keySet().forEach(name -> byLine.put(name, positions.next()));
        return given.stream().map(one -> byLine.get(line(one))).toList();
    }

    /** Without ORC-4, each ORC is an Rp of its own. */
    private static String line(Given given) {
        String own = given.order(4).isEmpty()
                ? "#" + given.order().map(Segment::index).orElse(-1)
                : "";
        return String.join("|", RpPosition.group(given.order()), own, DrugKey.of(drug(given)));
    }

    /** The order's first line with this drug; which of two the notification does not say. */
    private static Reference request(Given given, MappingContext context) {
        Reference request = context.reference(
                "MedicationRequest",
                PrescriptionKeys.of(context.orderKey(DataType.OMP_01), given.order(), drug(given)));
        given.order().ifPresent(orc -> {
            for (int field : new int[] {2, 4}) {
                context.at(orc, field).repetition(0).component(1).gives(request.getReferenceElement_());
            }
        });
        context.at(given.rxa(), 5).repetition(0).component(1).gives(request.getReferenceElement_());
        return request;
    }

    /** What was given of one order: the first of it, and the drugs. */
    private record OfOneOrder(Given first, Set<String> drugs) {

        static Map<List<Segment>, OfOneOrder> of(List<Given> all) {
            Map<List<Segment>, OfOneOrder> orders = new IdentityHashMap<>();
            for (Given one : all) {
                orders.computeIfAbsent(one.ordered(), order -> new OfOneOrder(one, new HashSet<>()))
                        .drugs()
                        .add(DrugKey.of(drug(one)));
            }
            return orders;
        }
    }

    /** What the notification repeats of the order of this drug; a drug of which nothing was given is told with the first that was. */
    private static List<RepeatedDrug> repeated(Given one, @Nullable OfOneOrder order) {
        List<RepeatedDrug> ofOrder = RepeatedDrug.of(one.ordered());
        if (ofOrder.isEmpty() || order == null) {
            return List.of();
        }
        String given = DrugKey.of(drug(one));
        return ofOrder.stream()
                .filter(repeated -> repeated.key().equals(given)
                        || (order.first() == one && !order.drugs().contains(repeated.key())))
                .toList();
    }
}
