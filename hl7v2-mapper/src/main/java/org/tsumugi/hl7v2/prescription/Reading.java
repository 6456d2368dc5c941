package org.tsumugi.hl7v2.prescription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** Fields of drug orders and administrations as FHIR datatypes; each says what became of it. */
public final class Reading {

    private final MappingContext context;

    public Reading(MappingContext context) {
        this.context = context;
    }

    /** An extension of ours. */
    public static Extension extension(String name, Type value) {
        return new Extension(TsumugiExtensions.url(name), value);
    }

    /** The field, when it has a value, is a source of this element. */
    public void from(Segment segment, int field, Base element) {
        if (!segment.text(field).isBlank()) {
            context.at(segment, field).repetition(0).component(1).gives(element);
        }
    }

    /** Every repetition of a CWE field. */
    public List<CodeableConcept> concepts(Segment segment, int field, String meaning) {
        List<CodeableConcept> concepts = new ArrayList<>();
        List<Repetition> repetitions = segment.field(field).repetitions();
        for (int i = 0; i < repetitions.size(); i++) {
            context.concepts()
                    .concept(
                            CodedText.of(repetitions.get(i)),
                            meaning,
                            context.at(segment, field).repetition(i))
                    .ifPresent(concepts::add);
        }
        return concepts;
    }

    /** NM without a unit. */
    public Optional<DecimalType> number(Segment segment, int field) {
        return Concepts.decimal(segment.text(field), context.at(segment, field)).map(value -> {
            DecimalType number = new DecimalType(value);
            from(segment, field, number);
            return number;
        });
    }

    /**
     * 力価: so much of the substance (first two fields) in so much of the drug (last two). What is only half sent is a Quantity.
     */
    public List<Extension> strength(Segment segment, int number, int unit, int volume, int volumeUnit) {
        Optional<Quantity> substance = context.quantity(segment, number, unit);
        Optional<Quantity> drug = context.quantity(segment, volume, volumeUnit);
        List<Extension> extensions = new ArrayList<>();
        if (substance.isPresent() && drug.isPresent()) {
            extensions.add(extension(
                    "strength", new Ratio().setNumerator(substance.get()).setDenominator(drug.get())));
        } else {
            substance.ifPresent(amount -> extensions.add(extension("strength", amount)));
            drug.ifPresent(amount -> extensions.add(extension("strength-volume", amount)));
        }
        return extensions;
    }

    /** CQ: a number with a unit in sub-components. */
    public Optional<Quantity> amount(Segment segment, int field) {
        Repetition cq = segment.field(field).first();
        Place place = context.at(segment, field).repetition(0);
        return context.concepts().quantity(cq.text(1), place, CodedText.of(cq.component(2)), place.component(2));
    }

    /** An organization that is only named: its code as an identifier, its words as display. */
    public static Reference organization(CodeableConcept named) {
        Reference organization = new Reference();
        if (named.hasCoding()) {
            Coding coding = named.getCodingFirstRep();
            organization.setIdentifier(identifier(coding));
        }
        if (named.hasText()) {
            organization.setDisplayElement(named.getTextElement());
        }
        return organization;
    }

    private static Identifier identifier(Coding coding) {
        Identifier identifier = new Identifier();
        identifier.setSystemElement(coding.getSystemElement());
        StringType value = new StringType(coding.getCode());
        identifier.setValueElement(value);
        return identifier;
    }

    /** CWE of an organization that is only named. */
    public Optional<Reference> organization(Segment segment, int field) {
        return context.concept(segment, field).map(named -> {
            Reference organization = organization(named);
            if (organization.hasIdentifier()) {
                from(segment, field, organization.getIdentifier().getValueElement());
            }
            return organization;
        });
    }
}
