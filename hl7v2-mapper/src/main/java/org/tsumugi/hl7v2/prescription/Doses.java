package org.tsumugi.hl7v2.prescription;

import java.util.Optional;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/** RXE-3 to -5, -19, -22 and the strength → doseAndRate. */
final class Doses {

    private final MappingContext context;
    private final Amounts amounts;
    private final Reading reading;

    Doses(MappingContext context, Amounts amounts) {
        this.context = context;
        this.amounts = amounts;
        this.reading = new Reading(context);
    }

    void set(Segment rxe, Dosage dosage) {
        DosageDoseAndRateComponent dose = new DosageDoseAndRateComponent();
        dose(rxe, dose, dosage);
        amounts.perDay(rxe).ifPresent(dose::setRate);
        reading.strength(rxe, 25, 26, 33, 34).forEach(dose::addExtension);
        if (!dose.isEmpty()) {
            dosage.addDoseAndRate(dose);
        }
        if (!rxe.text(22).isBlank()) {
            StringType per = new StringType(rxe.text(22));
            reading.from(rxe, 22, per);
            dosage.addExtension(JpCore.extension("JP_MedicationDosage_RateComment"), per);
        }
    }

    /**
     * JP Core allows one amount, not a range: the least is the dose, and the range stands beside it and in words. Where the least is
     * in words (適量), the most is no dose, only the end of a range.
     */
    private void dose(Segment rxe, DosageDoseAndRateComponent dose, Dosage dosage) {
        Optional<Quantity> least = amounts.of(rxe, 3, 5);
        Optional<Quantity> most = amounts.of(rxe, 4, 5);
        boolean leastInWords = least.isEmpty() && !rxe.text(3).isBlank();
        if (least.isPresent()) {
            dose.setDose(Amounts.dose(least.get()));
            most.ifPresent(end -> range(rxe, least.get(), end, dose, dosage));
        } else if (leastInWords) {
            most.ifPresent(end -> dose.addExtension(Reading.extension("dose-range", new Range().setHigh(end))));
        } else {
            most.map(Amounts::dose).ifPresent(dose::setDose);
            if (!rxe.field(3).isExplicitNull()) {
                context.at(rxe, 3).missing("no dose");
            }
        }
        for (int amount : new int[] {3, 4}) {
            String sent = rxe.text(amount);
            if (!sent.isBlank() && Amounts.isText(sent)) {
                words(rxe, amount, least.isEmpty() && most.isEmpty(), dosage);
            }
        }
    }

    /** A dose in words; its unit is said here when no number has it. */
    private void words(Segment rxe, int amount, boolean withUnit, Dosage dosage) {
        CodedText unit = CodedText.of(rxe.field(5).first());
        StringType words = Dosages.comment(dosage, rxe.text(amount) + (withUnit ? unit.text() : ""));
        reading.from(rxe, amount, words);
        if (withUnit) {
            context.at(rxe, 5).gives(words);
        }
    }

    private void range(Segment rxe, Quantity least, Quantity most, DosageDoseAndRateComponent dose, Dosage dosage) {
        Range range = new Range().setLow(Copies.of(least)).setHigh(most);
        dose.addExtension(Reading.extension("dose-range", range));
        if (least.getValue().compareTo(most.getValue()) == 0) {
            return;
        }
        String words = least.getValue().toPlainString() + "〜" + most.getValue().toPlainString();
        StringType comment = Dosages.comment(dosage, least.hasUnit() ? words + least.getUnit() : words);
        reading.from(rxe, 3, comment);
        reading.from(rxe, 4, comment);
    }
}
