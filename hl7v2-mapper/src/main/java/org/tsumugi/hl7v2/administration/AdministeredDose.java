package org.tsumugi.hl7v2.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationDosageComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.DataAbsent;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.Amounts;
import org.tsumugi.hl7v2.prescription.Rates;
import org.tsumugi.hl7v2.prescription.Reading;
import org.tsumugi.hl7v2.prescription.Routes;
import org.tsumugi.hl7v2.prescription.Usage;

/**
 * How much, how fast and which way: RXA-6, -7 and -12 and RXR → dosage. The words of the ordered usage are its text. Where nothing is
 * said of the way it went, it is the one that was ordered, if the notification repeats that.
 */
public final class AdministeredDose {

    private static final String UCUM = "http://unitsofmeasure.org";

    private final MappingContext context;
    private final Reading reading;
    private final Amounts amounts;
    private final Routes routes;

    public AdministeredDose(MappingContext context) {
        this.context = context;
        this.reading = new Reading(context);
        this.amounts = new Amounts(context);
        this.routes = new Routes(context, "");
    }

    /** Sets dosage and device; no dosage when nothing is said of one. */
    public void set(Given given, MedicationAdministration administration) {
        MedicationAdministrationDosageComponent dosage = new MedicationAdministrationDosageComponent();
        Segment rxa = given.rxa();
        amounts.of(rxa, 6, 7).ifPresent(dosage::setDose);
        boolean inWords = !dosage.hasDose() && !rxa.text(6).isBlank();
        if (inWords) {
            words(rxa, dosage);
        }
        rate(rxa, dosage);
        way(given, administration, dosage);
        usage(given, dosage);
        if (dosage.isEmpty()) {
            return;
        }
        if (dosage.hasDose()) {
            coded(dosage.getDose(), "unknown");
        } else if (inWords || !dosage.hasRate()) {
            dosage.setDose(unknown(rxa, inWords ? "as-text" : "unknown"));
        }
        administration.setDosage(dosage);
    }

    private void words(Segment rxa, MedicationAdministrationDosageComponent dosage) {
        CodedText unit = CodedText.of(rxa.field(7).first());
        StringType words = new StringType(rxa.text(6) + unit.text());
        reading.from(rxa, 6, words);
        unit.givesText(context.at(rxa, 7).repetition(0), words);
        dosage.addExtension(comment(words));
    }

    private void rate(Segment rxa, MedicationAdministrationDosageComponent dosage) {
        String text = rxa.text(12);
        if (text.isBlank()) {
            return;
        }
        Optional<Rates.Speed> speed = Rates.speed(text);
        if (speed.isEmpty()) {
            StringType words = new StringType(text);
            reading.from(rxa, 12, words);
            dosage.addExtension(comment(words));
            return;
        }
        String unit = speed.get().unit().amount();
        Quantity amount = new Quantity().setValue(speed.get().number()).setUnit(unit);
        Rates.ucum(unit).ifPresent(code -> amount.setSystem(UCUM).setCode(code));
        Ratio rate = new Ratio()
                .setNumerator(amounts.withUnitCode(amount))
                .setDenominator(speed.get().unit().time());
        reading.from(rxa, 12, rate);
        dosage.setRate(rate);
    }

    private void way(
            Given given, MedicationAdministration administration, MedicationAdministrationDosageComponent dosage) {
        List<Segment> own = given.beside("RXR");
        Routes.Way way = routes.of(own.isEmpty() ? given.ordered("RXR") : own);
        way.route().ifPresent(dosage::setRoute);
        way.site().ifPresent(dosage::setSite);
        way.method().ifPresent(dosage::setMethod);
        way.device().ifPresent(administration::addDevice);
        way.contained().forEach(administration::addContained);
        way.others().forEach(dosage::addExtension);
    }

    /** TQ1-3 and -11 as words, one TQ1 after the other. */
    private void usage(Given given, MedicationAdministrationDosageComponent dosage) {
        StringType text = new StringType();
        List<String> words = new ArrayList<>();
        for (Segment tq1 : given.ordered("TQ1")) {
            Usage usage = Usage.of(tq1);
            String free = FreeText.of(tq1.field(11));
            if (!usage.text().isBlank()) {
                words.add(usage.text());
                usage.givesText(context.at(tq1, 3), text);
            }
            if (!free.isBlank()) {
                words.add(free);
                context.at(tq1, 11).gives(text);
            }
        }
        if (!words.isEmpty()) {
            text.setValue(String.join(" ", words));
            dosage.setTextElement(text);
        }
    }

    private static Extension comment(StringType words) {
        return new Extension(JpCore.extension("JP_MedicationDosage_DosageComment"), words);
    }

    /** FHIR wants a dose or a rate in every dosage, and JP Core a value and a code in every dose. */
    private Quantity unknown(Segment rxa, String why) {
        Quantity dose = new Quantity();
        DataAbsent.because(why, dose.getValueElement());
        CodedText unit = CodedText.of(rxa.field(7).first());
        amounts.withUnitCode(
                context.concepts().withUnit(dose, unit, context.at(rxa, 7).repetition(0)));
        return coded(dose, why);
    }

    private static Quantity coded(Quantity dose, String why) {
        if (!dose.hasCode()) {
            DataAbsent.because(why, dose.getSystemElement());
            DataAbsent.because(why, dose.getCodeElement());
        }
        return dose;
    }
}
