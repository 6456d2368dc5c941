package org.tsumugi.server.person;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.NutritionOrder;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * The day of what a resource tells: when it happened, began or was ordered. The date is taken as it is written, in the zone it is
 * written in; of a year or a month it is the first day.
 */
public final class ClinicalDay {

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?(?:T.*)?");

    private ClinicalDay() {}

    /** Empty where the resource does not say, and for types that tell nothing of a day, such as Patient and Coverage. */
    public static Optional<LocalDate> of(Resource resource) {
        return times(resource)
                .flatMap(ClinicalDay::points)
                .map(ClinicalDay::day)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Where the day stands, the best first; {@code tsumugi.clinical_day} says the same in SQL. */
    private static Stream<Type> times(Resource resource) {
        if (resource instanceof Encounter encounter) {
            return Stream.of(encounter.getPeriod());
        } else if (resource instanceof MedicationRequest request) {
            return Stream.of(request.getAuthoredOnElement());
        } else if (resource instanceof NutritionOrder order) {
            return Stream.of(order.getDateTimeElement());
        } else if (resource instanceof ImagingStudy study) {
            return Stream.of(study.getStartedElement());
        } else if (resource instanceof Observation observation) {
            return Stream.ofNullable(observation.getEffective());
        } else if (resource instanceof DiagnosticReport report) {
            return Stream.ofNullable(report.getEffective());
        } else if (resource instanceof MedicationAdministration administration) {
            return Stream.ofNullable(administration.getEffective());
        } else if (resource instanceof Procedure procedure) {
            return Stream.ofNullable(procedure.getPerformed());
        }
        return moreTimes(resource);
    }

    private static Stream<Type> moreTimes(Resource resource) {
        if (resource instanceof Condition condition) {
            return then(condition.getOnset(), condition.getRecordedDateElement());
        } else if (resource instanceof AllergyIntolerance allergy) {
            return then(allergy.getOnset(), allergy.getRecordedDateElement());
        } else if (resource instanceof ServiceRequest request) {
            return Stream.concat(Stream.of(request.getAuthoredOnElement()), Stream.ofNullable(request.getOccurrence()));
        } else if (resource instanceof Specimen specimen) {
            return then(specimen.getCollection().getCollected(), specimen.getReceivedTimeElement());
        } else if (resource instanceof DocumentReference document) {
            return Stream.of(document.getContext().getPeriod(), document.getDateElement());
        }
        return Stream.empty();
    }

    private static Stream<Type> then(@Nullable Type first, Type second) {
        return Stream.concat(Stream.ofNullable(first), Stream.of(second));
    }

    private static Stream<BaseDateTimeType> points(Type time) {
        if (time instanceof BaseDateTimeType point) {
            return Stream.of(point);
        }
        return time instanceof Period period
                ? Stream.of(period.getStartElement(), period.getEndElement())
                : Stream.empty();
    }

    private static Optional<LocalDate> day(BaseDateTimeType point) {
        String text = point.getValueAsString();
        Matcher date = DATE.matcher(text == null ? "" : text);
        return date.matches()
                ? Optional.of(LocalDate.of(number(date.group(1)), number(date.group(2)), number(date.group(3))))
                : Optional.empty();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }
}
