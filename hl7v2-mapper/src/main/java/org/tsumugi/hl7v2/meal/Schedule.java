package org.tsumugi.hl7v2.meal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * TQ1 → when the meals of an order are given: each TQ1 a Timing per pattern (TQ1-3, by its code), from TQ1-7 to TQ1-8. A day's
 * meal is often named by its hour alone ({@code 2011101607}: from breakfast), which FHIR cannot say; it is kept as written beside
 * the day.
 */
final class Schedule {

    private static final int LENGTH_OF_AN_HOUR = 10;

    private Schedule() {}

    static List<Timing> of(List<Segment> times, MappingContext context) {
        List<Timing> timings = new ArrayList<>();
        times.forEach(tq1 -> timings.addAll(timings(tq1, context)));
        return timings;
    }

    private static List<Timing> timings(Segment tq1, MappingContext context) {
        List<Timing> timings = new ArrayList<>();
        List<Repetition> patterns = tq1.field(3).repetitions();
        for (int i = 0; i < patterns.size(); i++) {
            Place place = context.at(tq1, 3).repetition(i).component(1);
            context.concepts()
                    .concept(CodedText.of(patterns.get(i).component(1)), place)
                    .ifPresent(pattern -> timings.add(new Timing().setCode(pattern)));
        }
        Optional<Period> period = period(tq1, context);
        Optional<Coding> conjunction = conjunction(tq1, context);
        if (timings.isEmpty() && (period.isPresent() || conjunction.isPresent())) {
            timings.add(new Timing());
        }
        for (Timing timing : timings) {
            period.ifPresent(bounds -> timing.getRepeat().setBounds(Copies.of(bounds)));
            conjunction.ifPresent(
                    link -> timing.addExtension(TsumugiExtensions.url("timing-conjunction"), Copies.of(link)));
        }
        return timings;
    }

    private static Optional<Period> period(Segment tq1, MappingContext context) {
        Period period = new Period();
        time(tq1, 7, context).ifPresent(period::setStartElement);
        time(tq1, 8, context).ifPresent(period::setEndElement);
        return period.isEmpty() ? Optional.empty() : Optional.of(period);
    }

    private static Optional<DateTimeType> time(Segment tq1, int field, MappingContext context) {
        Optional<DateTimeType> time = context.dateTime(tq1, field);
        String sent = tq1.text(field).strip();
        if (sent.length() == LENGTH_OF_AN_HOUR) {
            time.ifPresent(day -> day.addExtension(TsumugiExtensions.originalText(sent)));
        }
        return time;
    }

    /** TQ1-12: how this time goes with the next one (HL7 table 0472). */
    private static Optional<Coding> conjunction(Segment tq1, MappingContext context) {
        return context.id(tq1, 12, "HL70472");
    }

    /** A time of the day's meals (ODS-2), within the bounds of the order. */
    static Timing at(CodeableConcept servicePeriod, List<Timing> order) {
        Timing timing = new Timing().setCode(servicePeriod);
        order.stream()
                .filter(one -> one.getRepeat().hasBounds())
                .findFirst()
                .ifPresent(one ->
                        timing.getRepeat().setBounds(Copies.of(one.getRepeat().getBounds())));
        return timing;
    }
}
