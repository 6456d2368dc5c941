package org.tsumugi.hl7v2.prescription;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/** TQ1 → from when to when and how long a drug is used, and how one usage goes with the next. */
final class Times {

    private static final int LENGTH_OF_AN_HOUR = 10;

    private final MappingContext context;
    private final Amounts amounts;
    private final Reading reading;

    Times(MappingContext context, Amounts amounts) {
        this.context = context;
        this.amounts = amounts;
        this.reading = new Reading(context);
    }

    void set(Segment tq1, Segment rxe, Dosage dosage) {
        quantity(tq1, rxe, dosage);
        length(tq1, dosage);
        Period period = period(tq1);
        if (period.hasStart()) {
            dosage.addExtension(JpCore.extension("JP_MedicationDosage_PeriodOfUse"), period);
        } else if (period.hasEnd()) {
            // JP Core's period has a start.
            dosage.addExtension(Reading.extension("use-until", period.getEndElement()));
        }
        context.id(tq1, 12, "HL70472")
                .ifPresent(link -> dosage.getTiming().addExtension(Reading.extension("timing-conjunction", link)));
    }

    /**
     * TQ1-2 is so much on each occasion, which RXE-3 says too. Where it is another number, nothing says which of the two a sender
     * means: RXE-3 is the dose, as everywhere, and the other is said in words beside it.
     */
    private void quantity(Segment tq1, Segment rxe, Dosage dosage) {
        amounts.ofCq(tq1, 2).ifPresent(amount -> {
            dosage.addExtension(Reading.extension("quantity-per-occasion", amount));
            boolean isTheDose = Concepts.isNumber(rxe.text(3))
                    && Concepts.decimal(rxe.text(3), context.at(rxe, 3))
                            .filter(dose -> dose.compareTo(amount.getValue()) == 0)
                            .isPresent();
            if (!isTheDose) {
                String unit = amount.hasUnit() ? amount.getUnit() : "";
                StringType words =
                        Dosages.comment(dosage, "数量 " + amount.getValue().toPlainString() + unit);
                context.at(tq1, 2).gives(words);
            }
        });
    }

    /** JP Core has days only; doses (回) are {@link Supply}'s. */
    private void length(Segment tq1, Dosage dosage) {
        Optional<BigDecimal> days = amounts.daysOf(tq1);
        if (days.isPresent()) {
            Duration length = Amounts.days(days.get());
            context.at(tq1, 6).gives(length.getValueElement());
            dosage.getTiming().getRepeat().setBounds(length);
        } else if (amounts.timesOf(tq1).isEmpty()) {
            amounts.ofCq(tq1, 6)
                    .ifPresent(length -> dosage.addExtension(Reading.extension("service-duration", length)));
        }
    }

    private Period period(Segment tq1) {
        Period period = new Period();
        Optional<Timestamp> start = context.timestamp(tq1, 7);
        Optional<Timestamp> end = context.timestamp(tq1, 8);
        start.ifPresent(time -> period.setStartElement(time(time, tq1.text(7))));
        if (start.isPresent()
                && end.isPresent()
                && end.get().normalised().compareTo(start.get().normalised()) < 0) {
            context.at(tq1, 8).invalid("an end before the start; left out");
        } else {
            end.ifPresent(time -> period.setEndElement(time(time, tq1.text(8))));
        }
        return period;
    }

    /** An hour alone, as senders write the first dose of the day, is no time in FHIR; it is kept as written beside the day. */
    private static DateTimeType time(Timestamp time, String sent) {
        DateTimeType dateTime = time.toDateTime();
        if (sent.strip().length() == LENGTH_OF_AN_HOUR && !sent.strip().endsWith("00")) {
            dateTime.addExtension(TsumugiExtensions.originalText(sent.strip()));
        }
        return dateTime;
    }
}
