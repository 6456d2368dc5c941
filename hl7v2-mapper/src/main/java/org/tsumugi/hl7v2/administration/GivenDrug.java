package org.tsumugi.hl7v2.administration;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.MedicationCodes;
import org.tsumugi.hl7v2.prescription.Reading;

/**
 * The drug that was given: RXA-5, and what only this package of it has. JP Core allows a concept and no Medication here, so form,
 * strength, batch and bar code are extensions of ours.
 */
final class GivenDrug {

    private static final int LOT = 15;
    private static final int EXPIRY = 16;
    private static final int MANUFACTURER = 17;

    private final MappingContext context;
    private final Reading reading;

    GivenDrug(MappingContext context) {
        this.context = context;
        this.reading = new Reading(context);
    }

    void set(Segment rxa, MedicationAdministration administration) {
        administration.setMedication(MedicationCodes.of(rxa, 5, context));
        reading.concepts(rxa, 8, "form")
                .forEach(form -> administration.addExtension(Reading.extension("dosage-form", form)));
        reading.strength(rxa, 13, 14, 23, 24).forEach(administration::addExtension);
        int batches = IntStream.of(LOT, EXPIRY, MANUFACTURER)
                .map(field -> rxa.field(field).repetitions().size())
                .max()
                .orElse(0);
        for (int i = 0; i < batches; i++) {
            Extension batch = batch(rxa, i);
            if (batch.hasExtension()) {
                administration.addExtension(batch);
            }
        }
        reading.concepts(rxa, 25, "").forEach(code -> administration.addExtension(Reading.extension("barcode", code)));
    }

    /** The repetitions of lot, expiry and maker belong together. */
    private Extension batch(Segment rxa, int index) {
        Extension batch = new Extension(TsumugiExtensions.url("batch"));
        repetition(rxa, LOT, index).filter(lot -> !lot.text().isEmpty()).ifPresent(lot -> {
            StringType number = place(rxa, LOT, index).component(1).gives(new StringType(lot.text()));
            batch.addExtension(new Extension("lot-number", number));
        });
        repetition(rxa, EXPIRY, index)
                .flatMap(end -> Timestamp.parse(end.text(), place(rxa, EXPIRY, index)))
                .map(Timestamp::toDateTime)
                .ifPresent(end -> batch.addExtension(new Extension("expiration-date", end)));
        repetition(rxa, MANUFACTURER, index)
                .flatMap(maker -> context.concepts().concept(CodedText.of(maker), place(rxa, MANUFACTURER, index)))
                .ifPresent((CodeableConcept maker) -> batch.addExtension(new Extension("manufacturer", maker)));
        return batch;
    }

    private Place place(Segment rxa, int field, int index) {
        return context.at(rxa, field).repetition(index);
    }

    private static Optional<Repetition> repetition(Segment rxa, int field, int index) {
        List<Repetition> repetitions = rxa.field(field).repetitions();
        return index < repetitions.size() && !repetitions.get(index).isExplicitNull()
                ? Optional.of(repetitions.get(index)).filter(sent -> !sent.isEmpty())
                : Optional.empty();
    }
}
