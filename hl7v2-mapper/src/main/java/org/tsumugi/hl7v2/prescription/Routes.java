package org.tsumugi.hl7v2.prescription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/** RXR → route, site, device and method. JP Core has a device and a side of the body as contained resources. */
public final class Routes {

    private static final String BODY_SITE = "http://hl7.org/fhir/StructureDefinition/bodySite";

    private final MappingContext context;
    private final String prefix;

    /** @param prefix what begins the ids of the contained resources, which one resource may have of two ways */
    public Routes(MappingContext context, String prefix) {
        this.context = context;
        this.prefix = prefix;
    }

    /**
     * Which way a drug goes.
     *
     * @param device a reference to one of the contained resources
     * @param contained what the reference and the site refer to
     * @param others further ways that are sent beside the first
     */
    public record Way(
            Optional<CodeableConcept> route,
            Optional<CodeableConcept> site,
            Optional<CodeableConcept> method,
            Optional<Reference> device,
            List<Resource> contained,
            List<Extension> others) {

        /** Nothing was said. */
        public static final Way NONE =
                new Way(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** The first RXR, and what the others say beside it. */
    public Way of(List<Segment> routes) {
        if (routes.isEmpty()) {
            return Way.NONE;
        }
        Segment rxr = routes.get(0);
        List<Resource> contained = new ArrayList<>();
        Optional<CodeableConcept> site = site(rxr, contained);
        Optional<Reference> device = context.concept(rxr, 3).map(kind -> device(kind, contained));
        List<Extension> others =
                routes.subList(1, routes.size()).stream().map(this::other).toList();
        return new Way(route(rxr), site, context.concept(rxr, 4), device, contained, others);
    }

    private Optional<CodeableConcept> route(Segment rxr) {
        Optional<CodeableConcept> route = context.concept(rxr, 1);
        Optional<CodeableConcept> instruction = context.concept(rxr, 5);
        if (instruction.isEmpty()) {
            return route;
        }
        CodeableConcept commented = route.orElseGet(CodeableConcept::new);
        commented.addExtension(JpCore.extension("JP_MedicationDosage_RouteComment"), instruction.get());
        return Optional.of(commented);
    }

    private Optional<CodeableConcept> site(Segment rxr, List<Resource> contained) {
        Optional<CodeableConcept> site = siteOf(rxr);
        Optional<CodeableConcept> modifier = context.concept(rxr, 6);
        if (modifier.isEmpty()) {
            return site;
        }
        BodyStructure structure = new BodyStructure().setPatient(context.patient());
        structure.setId(prefix + "body-site");
        site.ifPresent(location -> structure.setLocation(Copies.of(location)));
        structure.addLocationQualifier(modifier.get());
        contained.add(structure);
        CodeableConcept located = site.orElseGet(CodeableConcept::new);
        located.addExtension(BODY_SITE, new Reference("#" + prefix + "body-site"));
        return Optional.of(located);
    }

    private Optional<CodeableConcept> siteOf(Segment rxr) {
        return context.concepts()
                .concept(
                        CodedText.of(rxr.field(2).first()),
                        "site",
                        context.at(rxr, 2).repetition(0));
    }

    private Reference device(CodeableConcept kind, List<Resource> contained) {
        Device device = new Device().setType(kind);
        device.setId(prefix + "device");
        contained.add(device);
        return new Reference("#" + prefix + "device").setDisplay(kind.getText());
    }

    private Extension other(Segment rxr) {
        Extension way = new Extension(TsumugiExtensions.url("further-route"));
        String[] parts = {"route", "site", "device", "method", "instruction", "site-modifier"};
        for (int field = 1; field <= parts.length; field++) {
            String name = parts[field - 1];
            (field == 2 ? siteOf(rxr) : context.concept(rxr, field))
                    .ifPresent(concept -> way.addExtension(new Extension(name, concept)));
        }
        return way;
    }
}
