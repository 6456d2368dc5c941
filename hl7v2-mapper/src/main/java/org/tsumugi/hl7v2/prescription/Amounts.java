package org.tsumugi.hl7v2.prescription;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.DataAbsent;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** Amounts of drugs and lengths of time in the forms JP Core fixes. */
public final class Amounts {

    private static final String UCUM = "http://unitsofmeasure.org";

    private final MappingContext context;

    public Amounts(MappingContext context) {
        this.context = context;
    }

    /** NM and CWE of two fields. JP Core wants a code for every unit: one without is the facility's own, by its text. */
    public Optional<Quantity> of(Segment segment, int number, int unit) {
        return context.quantity(segment, number, unit).map(this::withUnitCode);
    }

    /** Whether an amount was written in words (適量), which no Quantity can hold. */
    public static boolean isText(String amount) {
        return !Concepts.isNumber(amount);
    }

    /** CQ: a number with a unit, which is a CWE in sub-components or, as some senders write it, in further components. */
    public Optional<Quantity> ofCq(Segment segment, int field) {
        Repetition cq = segment.field(field).first();
        Place place = context.at(segment, field).repetition(0);
        return context.concepts()
                .quantity(cq.text(1), place, unit(cq), place.component(2))
                .map(amount -> {
                    withUnitCode(amount);
                    if (unitIsInComponents(cq)) {
                        place.component(3).gives(amount.getUnitElement());
                        place.component(4).gives(amount.getSystemElement());
                    }
                    return amount;
                });
    }

    /** RXE-19: the amount of one day, in the unit of the dose when it has none of its own. */
    public Optional<Ratio> perDay(Segment rxe) {
        return ofCq(rxe, 19).map(amount -> {
            if (!amount.hasUnit()) {
                CodedText unit = CodedText.of(rxe.field(5).first());
                context.concepts().withUnit(amount, unit, context.at(rxe, 5).repetition(0));
            }
            return new Ratio().setNumerator(withUnitCode(amount)).setDenominator(days(BigDecimal.ONE));
        });
    }

    /** Gives an amount without a code of its unit the facility's own. */
    public Quantity withUnitCode(Quantity amount) {
        if (!amount.hasCode() && amount.hasUnit()) {
            amount.setSystem(context.concepts().systems().local("unit")).setCode(amount.getUnit());
        }
        return amount;
    }

    /** A dose: JP Core wants a code, also where no unit was sent, and FHIR wants a system with every code (qty-3). */
    public static Quantity dose(Quantity amount) {
        if (!amount.hasCode()) {
            DataAbsent.unknown(amount.getSystemElement());
            DataAbsent.unknown(amount.getCodeElement());
        }
        return amount;
    }

    /** TQ1-6 in days; weeks are counted in days. Empty when it is in another unit, or not a number. */
    Optional<BigDecimal> daysOf(Segment tq1) {
        Repetition cq = tq1.field(6).first();
        Optional<BigDecimal> number =
                Concepts.decimal(cq.text(1), context.ledger().at(tq1, 6));
        return switch (unitWord(cq)) {
            case "d", "日", "日分", "日間" -> number;
            case "w", "wk", "週", "週分", "週間" -> number.map(weeks -> weeks.multiply(BigDecimal.valueOf(7)));
            default -> Optional.empty();
        };
    }

    /** TQ1-6 when it counts doses (回), as senders write for 頓用. */
    Optional<BigDecimal> timesOf(Segment tq1) {
        Repetition cq = tq1.field(6).first();
        return switch (unitWord(cq)) {
            case "回", "回分", "dose" ->
                Concepts.decimal(cq.text(1), context.ledger().at(tq1, 6));
            default -> Optional.empty();
        };
    }

    private static String unitWord(Repetition cq) {
        CodedText unit = unit(cq);
        String code = unit.first().code();
        return (code.isEmpty() ? unit.text() : code).toLowerCase(Locale.ROOT);
    }

    private static boolean unitIsInComponents(Repetition cq) {
        return cq.component(2).size() == 1 && !cq.text(3).isEmpty();
    }

    private static CodedText unit(Repetition cq) {
        return unitIsInComponents(cq)
                ? new CodedText(new CodedText.Code(cq.text(2), cq.text(3), cq.text(4), ""), CodedText.Code.NONE, "")
                : CodedText.of(cq.component(2));
    }

    /** A length of time as JP Core fixes it: 日, {@code d}, UCUM. */
    static Duration days(BigDecimal number) {
        Duration days = new Duration();
        days.setValue(number).setUnit("日").setSystem(UCUM).setCode("d");
        return days;
    }
}
