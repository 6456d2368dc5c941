package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.administration.Administrations;
import org.tsumugi.hl7v2.administration.Given;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.Reading;

/**
 * One injection that was given → MedicationAdministration (JP_MedicationAdministration_Injection), its Medication with the drugs
 * as ingredients, and what was observed.
 *
 * <p>A vaccination (RXE-2 06 予防接種) stays one as well: Immunization has no drugs mixed, no speed and no duration, and two
 * resources for one event would be counted twice.
 */
final class InjectionAdministrations {

    private final MappingContext context;
    private final Reading reading;
    private final Mixtures mixtures;
    private final Administrations administrations;
    private final InjectionRequests requests;
    private final InjectionObservations observations;
    private final Trials trials;

    /** The observations of a row of RXA, by their OBX: administrations of one row share them. */
    private final Map<List<Segment>, List<Observation>> seen = new HashMap<>();

    InjectionAdministrations(MappingContext context, Message message, Optional<Reference> encounter) {
        this.context = context;
        this.reading = new Reading(context);
        this.mixtures = new Mixtures(context);
        this.administrations = new Administrations(context, message, encounter);
        this.requests = new InjectionRequests(context, message, encounter, "ordered-");
        this.observations = new InjectionObservations(context, encounter);
        this.trials = new Trials(context);
    }

    /**
     * @param key business key of what was given
     * @param orderKey business key of the order's MedicationRequest; empty when it may be one of several
     */
    List<Resource> map(Injected injected, String key, Optional<String> orderKey, String rp) {
        Given first = injected.first();
        Medication medication = mixtures.administered(injected.segments(), key);
        MedicationAdministration administration = administrations.map(
                first, key, "JP_MedicationAdministration_Injection", identifiers(first.order(), rp));
        injected.drugs().stream().skip(1).forEach(drug -> administrations.further(drug, first, administration));
        administration.setMedication(Mixtures.reference(medication));
        orderKey.ifPresentOrElse(
                order -> administration.setRequest(request(first.order(), order)),
                () -> first.order().ifPresent(this::isOfSeveral));
        dose(injected, administration);
        if (injected.tellsTheOrder()) {
            requests.contained(injected.order(), rp).forEach(administration::addContained);
            administration.addSupportingInformation(new Reference("#order"));
        }
        trials.of(first.ordered("CTI")).forEach(administration::addSupportingInformation);
        List<Resource> resources = new ArrayList<>(List.of(medication, administration));
        resources.addAll(observed(first, key, administration));
        return resources;
    }

    private List<Identifier> identifiers(Optional<Segment> orc, String rp) {
        List<Identifier> identifiers = new ArrayList<>();
        Identifier number = context.identifier(JpCore.Name.RP_NUMBER, rp);
        identifiers.add(number);
        orc.filter(segment -> !segment.text(4).isBlank()).ifPresent(segment -> {
            reading.from(segment, 4, number.getValueElement());
            identifiers.add(
                    Orders.localNumber(context, "order-group", segment.text(4).strip(), context.at(segment, 4)));
        });
        return identifiers;
    }

    private void isOfSeveral(Segment orc) {
        context.at(orc, 4).invalid("the group number of several injections, and no start or drug that tells which");
    }

    private Reference request(Optional<Segment> orc, String orderKey) {
        Reference request = context.reference("MedicationRequest", orderKey);
        orc.ifPresent(segment -> {
            reading.from(segment, 2, request.getReferenceElement_());
            reading.from(segment, 4, request.getReferenceElement_());
        });
        return request;
    }

    /** The amount of the first drug is not that of a mixture, which is given by its drugs' amounts for one time. */
    private void dose(Injected injected, MedicationAdministration administration) {
        if (injected.drugs().size() > 1 && administration.hasDosage()) {
            administration.getDosage().setDose(null);
            if (!administration.getDosage().isEmpty()
                    && !administration.getDosage().hasRate()) {
                administration.getDosage().setDose(mixtures.once());
            }
        }
        if (administration.hasDosage() && administration.getDosage().hasDose()) {
            mixtures.coded(administration.getDosage().getDose());
        }
    }

    /** The observations that are new; all name what they were seen at. */
    private List<Observation> observed(Given given, String key, MedicationAdministration administration) {
        List<Segment> results = given.beside("OBX");
        boolean known = seen.containsKey(results);
        List<Observation> observed = seen.computeIfAbsent(results, obx -> observations.of(obx, key));
        observed.forEach(observation -> observation.addPartOf(new Reference(
                "MedicationAdministration/" + administration.getIdElement().getIdPart())));
        return known ? List.of() : observed;
    }
}
