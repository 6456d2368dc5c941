package org.tsumugi.hl7v2.injection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.Reading;

/**
 * Lot number, expiry and manufacturer of a drug (RXA-15 to -17, the repetitions of which belong together). FHIR has one batch
 * for a whole Medication, so that of one drug among several, and a second lot, stand at the ingredient in an extension of ours.
 */
final class Batches {

    private static final int LOT = 15;
    private static final int EXPIRY = 16;
    private static final int MANUFACTURER = 17;

    private final MappingContext context;

    Batches(MappingContext context) {
        this.context = context;
    }

    /** @param alone whether the drug is the only one */
    void add(Segment rxa, boolean alone, Medication medication, MedicationIngredientComponent ingredient) {
        int count = Stream.of(LOT, EXPIRY, MANUFACTURER)
                .mapToInt(field -> rxa.field(field).repetitions().size())
                .max()
                .orElse(0);
        for (int i = 0; i < count; i++) {
            Optional<StringType> lot = lot(rxa, i);
            Optional<DateTimeType> expiry = expiry(rxa, i);
            Optional<CodeableConcept> manufacturer = manufacturer(rxa, i);
            if (alone && i == 0) {
                lot.ifPresent(number -> medication.getBatch().setLotNumberElement(number));
                expiry.ifPresent(end -> medication.getBatch().setExpirationDateElement(end));
                manufacturer.ifPresent(maker -> medication.setManufacturer(organization(maker, rxa)));
            } else {
                Extension batch = new Extension(TsumugiExtensions.url("batch"));
                lot.ifPresent(number -> batch.addExtension(new Extension("lot-number", number)));
                expiry.ifPresent(end -> batch.addExtension(new Extension("expiration-date", end)));
                manufacturer.ifPresent(maker -> batch.addExtension(new Extension("manufacturer", maker)));
                if (batch.hasExtension()) {
                    ingredient.addExtension(batch);
                }
            }
        }
    }

    private Reference organization(CodeableConcept maker, Segment rxa) {
        Reference organization = Reading.organization(maker);
        if (organization.hasIdentifier()) {
            place(rxa, MANUFACTURER, 0)
                    .component(1)
                    .gives(organization.getIdentifier().getValueElement());
        }
        return organization;
    }

    private static Optional<Repetition> repetition(Segment rxa, int field, int index) {
        List<Repetition> repetitions = rxa.field(field).repetitions();
        return index < repetitions.size() && !repetitions.get(index).text().isBlank()
                ? Optional.of(repetitions.get(index))
                : Optional.empty();
    }

    private Place place(Segment rxa, int field, int index) {
        return context.at(rxa, field).repetition(index);
    }

    private Optional<StringType> lot(Segment rxa, int index) {
        return repetition(rxa, LOT, index)
                .map(lot -> place(rxa, LOT, index).component(1).gives(new StringType(lot.text())));
    }

    private Optional<DateTimeType> expiry(Segment rxa, int index) {
        return repetition(rxa, EXPIRY, index)
                .flatMap(end -> Timestamp.parse(end.text(), place(rxa, EXPIRY, index)))
                .map(Timestamp::toDateTime);
    }

    private Optional<CodeableConcept> manufacturer(Segment rxa, int index) {
        List<Repetition> makers = rxa.field(MANUFACTURER).repetitions();
        return index < makers.size()
                ? context.concepts().concept(CodedText.of(makers.get(index)), place(rxa, MANUFACTURER, index))
                : Optional.empty();
    }
}
