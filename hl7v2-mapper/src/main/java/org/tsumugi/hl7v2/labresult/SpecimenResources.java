package org.tsumugi.hl7v2.labresult;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.labresult.ResultGroups.SpecimenGroup;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.CollectionTime;
import org.tsumugi.hl7v2.observation.Notes;

/** SPM → Specimen (JP_Specimen). */
public final class SpecimenResources {

    private final MappingContext context;
    private final ResultKeys keys;
    private final Map<Segment, String> keyOf = new IdentityHashMap<>();

    public SpecimenResources(MappingContext context, ResultKeys keys) {
        this.context = context;
        this.keys = keys;
    }

    /** The specimen of an SPM. */
    public Specimen map(SpecimenGroup group) {
        Segment spm = group.spm();
        String key = keys.specimen(spm);
        keyOf.put(spm, key);
        Specimen specimen = context.identify(new Specimen(), key, "JP_Specimen");
        identifiers(spm, specimen);
        specimen.setSubject(context.patient());
        concept(spm, 4)
                .ifPresentOrElse(specimen::setType, () -> context.at(spm, 4).missing("the specimen has no type"));
        collection(spm, specimen);
        specimen.setNote(Notes.of(group.notes(), context.ledger()));
        return specimen;
    }

    private Optional<CodeableConcept> concept(Segment spm, int field) {
        return context.concepts()
                .concept(
                        CodedText.of(spm.field(field).first()),
                        "specimen",
                        context.at(spm, field).repetition(0));
    }

    /** SPM-2 (EIP): the orderer's number of the specimen and the laboratory's, which are often the same. */
    private void identifiers(Segment spm, Specimen specimen) {
        Set<String> known = new HashSet<>();
        for (int part : new int[] {1, 2}) {
            String number = spm.field(2).first().component(part).text();
            Place place = context.at(spm, 2).repetition(0).component(part);
            if (!number.isEmpty() && known.add(number)) {
                specimen.addIdentifier(Orders.localNumber(context, "specimen", number, place));
            } else if (!number.isEmpty()) {
                place.gives(specimen.getIdentifierFirstRep().getValueElement());
            }
        }
    }

    private void collection(Segment spm, Specimen specimen) {
        CollectionTime.ofSpecimen(spm, context.ledger())
                .ifPresent(time -> specimen.getCollection().setCollected(time));
        concept(spm, 8).ifPresent(site -> specimen.getCollection().setBodySite(site));
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

    /** A reference to a specimen that is already mapped. */
    public Reference reference(SpecimenGroup group) {
        return context.reference("Specimen", key(group));
    }
}
