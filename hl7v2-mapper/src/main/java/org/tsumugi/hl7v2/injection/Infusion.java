package org.tsumugi.hl7v2.injection;

import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.CodedText.Code;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.Amounts;
import org.tsumugi.hl7v2.prescription.Rates;

/**
 * The speed of an infusion. One that can be taken apart is a Ratio of an amount and a time, as JP Core writes it; a unit that is
 * one code for both is a Quantity; anything else stays in words.
 */
final class Infusion {

    private final MappingContext context;
    private final Amounts amounts;

    Infusion(MappingContext context) {
        this.context = context;
        this.amounts = new Amounts(context);
    }

    /** RXE-22 to -24: so much (RXE-23, without it the dose) in this time (RXE-24, else RXE-22). */
    void ordered(Segment rxe, DosageDoseAndRateComponent dose, Dosage dosage) {
        Optional<Quantity> per = Rates.time(rxe.text(22));
        Place perPlace = context.at(rxe, 22).component(1);
        if (Concepts.isNumber(rxe.text(23))) {
            dose.setRate(rate(rxe, per));
        } else if (!rxe.text(23).isBlank()) {
            StringType words = new StringType(
                    rxe.text(23) + CodedText.of(rxe.field(24).first()).text());
            context.at(rxe, 23).component(1).gives(words);
            CodedText.of(rxe.field(24).first()).givesText(context.at(rxe, 24).repetition(0), words);
            dosage.addExtension(comment(words));
        } else if (per.isPresent() && dose.hasDoseQuantity()) {
            dose.setRate(new Ratio()
                    .setNumerator(Copies.of(dose.getDoseQuantity()))
                    .setDenominator(perPlace.gives(per.get())));
            return;
        }
        if (rxe.text(22).isBlank()) {
            return;
        }
        if (per.isPresent()
                && dose.hasRateRatio()
                && Rates.same(per.get(), dose.getRateRatio().getDenominator())) {
            perPlace.gives(dose.getRateRatio().getDenominator());
        } else {
            dosage.addExtension(comment(perPlace.gives(new StringType(rxe.text(22)))));
        }
    }

    private Type rate(Segment rxe, Optional<Quantity> per) {
        Place numberPlace = context.at(rxe, 23);
        Place unitPlace = context.at(rxe, 24).repetition(0);
        CodedText unit = CodedText.of(rxe.field(24).first());
        Optional<Rates.Per> parts = parts(unit);
        CodedText amountUnit = parts.isPresent() ? withoutTime(unit) : unit;
        Quantity amount = context.concepts()
                .quantity(rxe.text(23), numberPlace, amountUnit, unitPlace)
                .map(amounts::withUnitCode)
                .orElseGet(Quantity::new);
        if (parts.isPresent()) {
            Quantity time = parts.get().time();
            unit.givesText(unitPlace, time.getUnitElement());
            return new Ratio().setNumerator(amount).setDenominator(time);
        }
        if (per.isPresent() && texts(unit).noneMatch(text -> Rates.unit(text).isPresent())) {
            return new Ratio().setNumerator(amount).setDenominator(per.get());
        }
        return amount;
    }

    /** The parts of a unit of speed; empty when it has a code that cannot be taken apart. */
    private static Optional<Rates.Per> parts(CodedText unit) {
        boolean everyCode = Stream.of(unit.first(), unit.second())
                .map(Code::code)
                .filter(code -> !code.isEmpty())
                .allMatch(code -> Rates.unit(code).isPresent());
        return everyCode
                ? texts(unit).flatMap(text -> Rates.unit(text).stream()).findFirst()
                : Optional.empty();
    }

    private static Stream<String> texts(CodedText unit) {
        return Stream.of(
                unit.first().code(),
                unit.first().text(),
                unit.second().code(),
                unit.second().text(),
                unit.originalText());
    }

    private static CodedText withoutTime(CodedText unit) {
        return new CodedText(withoutTime(unit.first()), withoutTime(unit.second()), withoutTime(unit.originalText()));
    }

    private static Code withoutTime(Code code) {
        String amount = withoutTime(code.code());
        String standard = code.table().equals("ISO+") ? Rates.ucum(amount).orElse(amount) : amount;
        return new Code(standard, withoutTime(code.text()), code.table(), code.version(), code.second());
    }

    private static String withoutTime(String text) {
        return Rates.unit(text).map(Rates.Per::amount).orElse(text);
    }

    /** A speed in words. */
    private static Extension comment(StringType words) {
        return new Extension(JpCore.extension("JP_MedicationDosage_RateComment"), words);
    }
}
