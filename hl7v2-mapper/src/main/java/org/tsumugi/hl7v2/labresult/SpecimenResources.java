package org.tsumugi.hl7v2.labresult;

import java.util.IdentityHashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.labresult.ResultGroups.SpecimenGroup;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Component;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.CollectionTime;
import org.tsumugi.hl7v2.observation.Notes;

/** SPM → Specimen (JP_Specimen). */
final class SpecimenResources {

    private final MappingContext context;
    private final ResultKeys keys;
    private final Map<Segment, String> keyOf = new IdentityHashMap<>();

    SpecimenResources(MappingContext context, ResultKeys keys) {
        this.context = context;
        this.keys = keys;
    }

    Specimen map(SpecimenGroup group) {
        Segment spm = group.spm();
        String key = keys.specimen(spm);
        keyOf.put(spm, key);
        Specimen specimen = context.identify(new Specimen(), key, "JP_Specimen");
        identifiers(spm, specimen);
        specimen.setSubject(context.patient());
        context.concepts()
                .concept(
                        CodedText.of(spm.field(4).first()),
                        "specimen",
                        context.ledger().at(spm, 4))
                .ifPresentOrElse(
                        specimen::setType, () -> context.ledger().at(spm, 4).missing("the specimen has no type"));
        collection(spm, specimen);
        specimen.setNote(Notes.of(group.notes(), context.ledger()));
        return specimen;
    }

    private void identifiers(Segment spm, Specimen specimen) {
        Component placer = spm.field(2).first().component(1);
        Component filler = spm.field(2).first().component(2);
        if (!placer.text().isEmpty()) {
            specimen.addIdentifier(identifier(placer));
        }
        if (!filler.text().isEmpty() && !filler.raw().equals(placer.raw())) {
            specimen.addIdentifier(identifier(filler));
        }
    }

    private Identifier identifier(Component entity) {
        return Orders.localNumber(context, "specimen", entity.text());
    }

    private void collection(Segment spm, Specimen specimen) {
        CollectionTime.ofSpecimen(spm, context.ledger())
                .ifPresent(time -> specimen.getCollection().setCollected(time));
        context.concepts()
                .concept(
                        CodedText.of(spm.field(8).first()),
                        "specimen",
                        context.ledger().at(spm, 8))
                .ifPresent(site -> specimen.getCollection().setBodySite(site));
        context.dateTime(spm, 18).ifPresent(specimen::setReceivedTimeElement);
    }

    /** The business key of a specimen that is already mapped. */
    String key(SpecimenGroup group) {
        String key = keyOf.get(group.spm());
        if (key == null) {
            throw new IllegalArgumentException("specimens are mapped before the orders that use them");
        }
        return key;
    }

    Reference reference(SpecimenGroup group) {
        return context.reference("Specimen", key(group));
    }
}
