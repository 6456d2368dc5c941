package org.tsumugi.hl7v2.injection;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.Amounts;
import org.tsumugi.hl7v2.prescription.Reading;
import org.tsumugi.hl7v2.prescription.Routes;
import org.tsumugi.hl7v2.prescription.Usage;

/** When, how, how much and how fast: RXE, TQ1 and RXR of one injection → Dosage (JP_MedicationDosage_Injection). */
final class InjectionDosages {

    private static final int MOST_OCCURRENCES = 1_000_000;

    private final MappingContext context;
    private final Reading reading;
    private final Amounts amounts;
    private final Infusion infusion;

    InjectionDosages(MappingContext context) {
        this.context = context;
        this.reading = new Reading(context);
        this.amounts = new Amounts(context);
        this.infusion = new Infusion(context);
    }

    Dosage of(Occasion occasion, Routes.Way way) {
        Dosage dosage = new Dosage();
        List<String> words = new ArrayList<>();
        way(way, dosage, words);
        occasion.first("TQ1").ifPresent(tq1 -> timing(tq1, dosage, words));
        occasion.first("RXE").ifPresent(rxe -> {
            reading.concepts(rxe, 7, "").forEach(instruction -> {
                dosage.addAdditionalInstruction(instruction);
                words.add(text(instruction));
            });
            dose(rxe, dosage);
        });
        occasion.first("TQ1").ifPresent(tq1 -> freeText(tq1, dosage, words));
        words.removeIf(String::isBlank);
        if (!words.isEmpty()) {
            dosage.setText(String.join(" ", words));
        }
        if (words.stream().anyMatch(Usage::saysAsNeeded)) {
            dosage.setAsNeeded(new BooleanType(true));
        }
        return dosage;
    }

    private static String text(CodeableConcept concept) {
        if (concept.hasText()) {
            return concept.getText();
        }
        return concept.hasCoding() ? concept.getCodingFirstRep().getCode() : "";
    }

    private static void way(Routes.Way way, Dosage dosage, List<String> words) {
        way.route().ifPresent(dosage::setRoute);
        way.site().ifPresent(dosage::setSite);
        way.method().ifPresent(dosage::setMethod);
        way.device().ifPresent(device -> dosage.addExtension(JpCore.extension("JP_MedicationDosage_Device"), device));
        way.others().forEach(dosage::addExtension);
        way.method().ifPresent(method -> words.add(text(method)));
        way.route().ifPresent(route -> words.add(text(route)));
        way.site().ifPresent(site -> words.add(text(site)));
    }

    private void timing(Segment tq1, Dosage dosage, List<String> words) {
        List<Repetition> patterns = tq1.field(3).repetitions();
        for (int i = 0; i < patterns.size(); i++) {
            pattern(patterns.get(i), context.at(tq1, 3).repetition(i), dosage, words);
        }
        Optional<Period> period = period(tq1);
        period.ifPresent(bounds -> dosage.getTiming().getRepeat().setBounds(bounds));
        reading.amount(tq1, 2)
                .ifPresent(amount -> dosage.addExtension(Reading.extension("quantity-per-occasion", amount)));
        Concepts.decimal(tq1.text(14), context.at(tq1, 14))
                .ifPresent(count -> count(count, tq1, dosage.getTiming().getRepeat()));
    }

    /** RPT.1 is a CWE in sub-components; some senders write it as components of the field instead. */
    private void pattern(Repetition rpt, Place place, Dosage dosage, List<String> words) {
        boolean asComponents = rpt.component(1).size() == 1
                && !rpt.text(2).isEmpty()
                && !rpt.text(3).isEmpty();
        CodedText usage = asComponents ? CodedText.of(rpt) : CodedText.of(rpt.component(1));
        context.concepts()
                .concept(usage, Usage.meaning(usage), asComponents ? place : place.component(1))
                .ifPresent(concept -> {
                    if (dosage.getTiming().hasCode()) {
                        dosage.addAdditionalInstruction(concept);
                    } else {
                        dosage.getTiming().setCode(concept);
                    }
                    words.add(text(concept));
                });
    }

    /** JP Core's examples have the time of an injection here. An end that is not behind the start cannot be written. */
    private Optional<Period> period(Segment tq1) {
        Optional<Timestamp> start = context.timestamp(tq1, 7);
        Optional<Timestamp> end = context.timestamp(tq1, 8);
        if (start.isEmpty() && end.isEmpty()) {
            return Optional.empty();
        }
        Period period = new Period();
        start.map(Timestamp::toDateTime).ifPresent(period::setStartElement);
        end.flatMap(time -> behind(start, time, context.at(tq1, 8))).ifPresent(period::setEndElement);
        return Optional.of(period);
    }

    /** The end, unless it lies before the start, which is reported. */
    static Optional<DateTimeType> behind(Optional<Timestamp> start, Timestamp end, Place place) {
        if (start.isPresent() && end.normalised().compareTo(start.get().normalised()) < 0) {
            place.invalid("an end before the start; left out");
            return Optional.empty();
        }
        return Optional.of(end.toDateTime());
    }

    private void count(BigDecimal number, Segment tq1, TimingRepeatComponent repeat) {
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        if (whole && number.signum() > 0 && number.compareTo(BigDecimal.valueOf(MOST_OCCURRENCES)) < 0) {
            repeat.setCount(number.intValueExact());
            reading.from(tq1, 14, repeat.getCountElement());
        } else {
            context.at(tq1, 14).invalid("not a number of times");
        }
    }

    private void freeText(Segment tq1, Dosage dosage, List<String> words) {
        String free = FreeText.of(tq1.field(11));
        if (!free.isBlank()) {
            words.add(free);
            context.at(tq1, 11).gives(dosage.getTextElement());
        }
    }

    private void dose(Segment rxe, Dosage dosage) {
        DosageDoseAndRateComponent dose = new DosageDoseAndRateComponent();
        amounts.of(rxe, 3, 5).map(Amounts::dose).ifPresent(dose::setDose);
        if (!dose.hasDose() && !rxe.text(3).isBlank()) {
            CodedText unit = CodedText.of(rxe.field(5).first());
            StringType words = new StringType(rxe.text(3) + unit.text());
            reading.from(rxe, 3, words);
            unit.givesText(context.at(rxe, 5).repetition(0), words);
            dosage.addExtension(JpCore.extension("JP_MedicationDosage_DosageComment"), words);
        }
        infusion.ordered(rxe, dose, dosage);
        reading.strength(rxe, 25, 26, 33, 34).forEach(dose::addExtension);
        if (!dose.isEmpty()) {
            dosage.addDoseAndRate(dose);
        }
        // Of a prescription the amount of a day is the rate; here the rate is how fast it runs, and 300 mL a day would
        // be read so.
        amounts.perDay(rxe).ifPresent(perDay -> dosage.addExtension(Reading.extension("amount-per-day", perDay)));
    }
}
