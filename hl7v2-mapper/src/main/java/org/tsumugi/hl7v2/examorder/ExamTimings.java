package org.tsumugi.hl7v2.examorder;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.CollectionTime;

/** TQ1 of an order: when, how often, how urgent and on which condition → ServiceRequest. */
final class ExamTimings {

    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3])([0-5]\\d)([0-5]\\d)?");

    /** HL7 table 0485. A preoperative examination, a callback and an examination as needed are no urgency of FHIR's. */
    private static final Map<String, ServiceRequestPriority> PRIORITIES = Map.of(
            "S", ServiceRequestPriority.STAT,
            "A", ServiceRequestPriority.ASAP,
            "R", ServiceRequestPriority.ROUTINE);

    /** Patterns of HL7 table 0335 that are no formula. */
    private static final Set<String> HL7_PATTERNS = Set.of(
            "BID", "TID", "QID", "QOD", "QAM", "QPM", "QHS", "QSHIFT", "ONCE", "PRN", "A", "C", "D", "I", "M", "V");

    private static final Map<String, UnitsOfTime> UNITS = Map.ofEntries(
            Map.entry("s", UnitsOfTime.S),
            Map.entry("sec", UnitsOfTime.S),
            Map.entry("秒", UnitsOfTime.S),
            Map.entry("min", UnitsOfTime.MIN),
            Map.entry("分", UnitsOfTime.MIN),
            Map.entry("h", UnitsOfTime.H),
            Map.entry("hr", UnitsOfTime.H),
            Map.entry("時間", UnitsOfTime.H),
            Map.entry("d", UnitsOfTime.D),
            Map.entry("日", UnitsOfTime.D),
            Map.entry("wk", UnitsOfTime.WK),
            Map.entry("週", UnitsOfTime.WK));

    private final MappingContext context;

    ExamTimings(MappingContext context) {
        this.context = context;
    }

    void set(ExamGroup group, ServiceRequest request) {
        Segment priority = group.timing(9);
        if (priority != null) {
            priorities(priority, request);
        }
        Segment condition = group.timing(10);
        if (condition != null) {
            CodeableConcept text = new CodeableConcept().setText(FreeText.of(condition.field(10)));
            context.at(condition, 10).gives(text.getTextElement());
            request.setAsNeeded(text);
        }
        Segment instruction = group.timing(11);
        if (instruction != null) {
            request.addNote().setText(FreeText.of(instruction.field(11)));
            context.at(instruction, 11)
                    .gives(request.getNote().get(request.getNote().size() - 1).getTextElement());
        }
        Segment conjunction = group.timing(12);
        if (conjunction != null) {
            request.addExtension(
                    TsumugiExtensions.url("timing-conjunction"),
                    context.at(conjunction, 12).gives(new CodeType(conjunction.text(12))));
        }
        quantity(group, 2).ifPresent(request::setQuantity);
        occurrence(group, request).ifPresent(request::setOccurrence);
    }

    private void priorities(Segment tq1, ServiceRequest request) {
        for (int i = 0; i < tq1.field(9).repetitions().size(); i++) {
            Repetition sent = tq1.field(9).repetitions().get(i);
            Place place = context.at(tq1, 9).repetition(i);
            ServiceRequestPriority known = PRIORITIES.get(sent.text(1).strip());
            if (known != null && !request.hasPriority() && sent.text(3).matches("|HL70485")) {
                request.setPriority(known);
                place.component(1).gives(request.getPriorityElement());
                place.component(3).gives(request.getPriorityElement());
                place.component(2).ignored(IgnoreRule.NAMES_THE_VALUE);
            } else {
                context.concepts()
                        .concept(CodedText.of(sent), place)
                        .ifPresent(other -> request.addExtension(TsumugiExtensions.url("priority"), other));
            }
        }
    }

    /** A time or period where that is all; a Timing where there is more. */
    private Optional<Type> occurrence(ExamGroup group, ServiceRequest request) {
        Optional<Type> bounds = bounds(group);
        Timing timing = new Timing();
        pattern(group, timing, request);
        timesOfDay(group, timing);
        relativeTimes(group, request);
        quantity(group, 13).ifPresent(length -> lengthOfOne(length, timing, request));
        count(group, timing);
        Optional<Quantity> service = quantity(group, 6);
        Optional<Duration> bounded = bounds.isPresent() ? Optional.empty() : service.flatMap(ExamTimings::asDuration);
        bounded.ifPresent(timing.getRepeat()::setBounds);
        if (bounded.isEmpty()) {
            service.ifPresent(length -> request.addExtension(TsumugiExtensions.url("service-duration"), length));
        }
        if (timing.isEmpty()) {
            return bounds;
        }
        bounds.ifPresent(time -> timing.getRepeat().setBounds(period(time)));
        return Optional.of(timing);
    }

    private static Period period(Type bounds) {
        return bounds instanceof Period period ? period : new Period().setStartElement((DateTimeType) bounds);
    }

    private Optional<Type> bounds(ExamGroup group) {
        Optional<Timestamp> start = time(group, 7);
        Optional<Timestamp> end = time(group, 8);
        return CollectionTime.of(start.orElse(null), end.orElse(null));
    }

    private Optional<Timestamp> time(ExamGroup group, int field) {
        Segment tq1 = group.timing(field);
        return tq1 == null ? Optional.empty() : context.timestamp(tq1, field);
    }

    private void pattern(ExamGroup group, Timing timing, ServiceRequest request) {
        Segment tq1 = group.timing(3);
        if (tq1 == null) {
            return;
        }
        for (int i = 0; i < tq1.field(3).repetitions().size(); i++) {
            Place place = context.at(tq1, 3).repetition(i).component(1);
            CodedText pattern = CodedText.of(tq1.field(3).repetitions().get(i).component(1));
            Optional<CodeableConcept> concept = patternConcept(pattern, place);
            if (!timing.hasCode()) {
                concept.ifPresent(timing::setCode);
            } else {
                concept.ifPresent(further -> request.addExtension(TsumugiExtensions.url("further-pattern"), further));
            }
        }
    }

    /** HL7's own patterns name no table. */
    private Optional<CodeableConcept> patternConcept(CodedText pattern, Place place) {
        boolean bare =
                !pattern.first().code().isEmpty() && pattern.first().table().isEmpty();
        CodedText complete = bare
                ? new CodedText(pattern.first().inTable("HL70335"), pattern.second(), pattern.originalText())
                : pattern;
        return context.concepts().concept(complete, place);
    }

    private void timesOfDay(ExamGroup group, Timing timing) {
        Segment tq1 = group.timing(4);
        if (tq1 == null) {
            return;
        }
        for (int i = 0; i < tq1.field(4).repetitions().size(); i++) {
            Place place = context.at(tq1, 4).repetition(i);
            Matcher time =
                    TIME_OF_DAY.matcher(tq1.field(4).repetitions().get(i).text().strip());
            if (time.matches()) {
                String seconds = time.group(3) == null ? "00" : time.group(3);
                TimeType at = new TimeType(time.group(1) + ":" + time.group(2) + ":" + seconds);
                timing.getRepeat().getTimeOfDay().add(place.component(1).gives(at));
            } else if (!tq1.field(4).repetitions().get(i).isEmpty()) {
                place.invalid("not a time of day; left out");
            }
        }
    }

    private void relativeTimes(ExamGroup group, ServiceRequest request) {
        Segment tq1 = group.timing(5);
        if (tq1 == null) {
            return;
        }
        for (int i = 0; i < tq1.field(5).repetitions().size(); i++) {
            quantity(tq1, 5, i)
                    .ifPresent(offset -> request.addExtension(TsumugiExtensions.url("relative-time"), offset));
        }
    }

    /** FHIR's lengths of one occurrence have only its own units. */
    private static void lengthOfOne(Quantity length, Timing timing, ServiceRequest request) {
        UnitsOfTime unit = unit(length);
        if (unit == null) {
            request.addExtension(TsumugiExtensions.url("occurrence-duration"), length);
        } else {
            timing.getRepeat().setDurationElement(length.getValueElement()).setDurationUnit(unit);
        }
    }

    private static @Nullable UnitsOfTime unit(Quantity length) {
        UnitsOfTime byCode = length.getCode() == null ? null : UNITS.get(length.getCode());
        return byCode == null && length.getUnit() != null ? UNITS.get(length.getUnit()) : byCode;
    }

    private void count(ExamGroup group, Timing timing) {
        Segment tq1 = group.timing(14);
        if (tq1 == null) {
            return;
        }
        Optional<BigDecimal> sent = Concepts.decimal(tq1.text(14), context.at(tq1, 14));
        if (sent.isEmpty()) {
            return;
        }
        BigDecimal count = sent.get();
        if (count.stripTrailingZeros().scale() <= 0 && count.signum() > 0 && count.precision() < 10) {
            timing.getRepeat().setCount(count.intValue());
            context.at(tq1, 14).gives(timing.getRepeat().getCountElement());
        } else {
            context.at(tq1, 14).invalid("not a number of times; left out");
        }
    }

    /** A Duration of FHIR is in a unit of UCUM's. */
    private static Optional<Duration> asDuration(Quantity length) {
        UnitsOfTime unit = unit(length);
        if (unit == null) {
            return Optional.empty();
        }
        Duration duration = new Duration();
        duration.setValueElement(length.getValueElement());
        duration.setUnitElement(length.getUnitElement());
        duration.setSystem("http://unitsofmeasure.org").setCode(unit.toCode());
        return Optional.of(duration);
    }

    private Optional<Quantity> quantity(ExamGroup group, int field) {
        Segment tq1 = group.timing(field);
        return tq1 == null ? Optional.empty() : quantity(tq1, field, 0);
    }

    /** CQ: a number and a unit in sub-components. */
    private Optional<Quantity> quantity(Segment tq1, int field, int repetition) {
        Repetition cq = tq1.field(field).repetitions().get(repetition);
        Place place = context.at(tq1, field).repetition(repetition);
        return context.concepts()
                .quantity(cq.text(1), place.component(1), CodedText.of(cq.component(2)), place.component(2));
    }
}
