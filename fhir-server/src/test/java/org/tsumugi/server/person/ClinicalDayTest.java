package org.tsumugi.server.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.NutritionOrder;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class ClinicalDayTest {

    private static final LocalDate DAY = LocalDate.of(2026, 4, 2);

    @Test
    void ofShouldFindTheDayOfEveryType() {
        List<Resource> resources = List.of(
                new Encounter().setPeriod(from("2026-04-02T00:10:00+09:00")),
                new MedicationRequest().setAuthoredOnElement(at("2026-04-02")),
                new NutritionOrder().setDateTimeElement(at("2026-04-02")),
                new ImagingStudy().setStartedElement(at("2026-04-02")),
                new Observation().setEffective(at("2026-04-02T23:59:59+09:00")),
                new DiagnosticReport().setEffective(from("2026-04-02")),
                new MedicationAdministration().setEffective(at("2026-04-02")),
                new Procedure().setPerformed(from("2026-04-02")),
                new Condition().setOnset(at("2026-04-02")).setRecordedDateElement(at("2026-05-01")),
                new AllergyIntolerance()
                        .setOnset(new StringType("in childhood"))
                        .setRecordedDateElement(at("2026-04-02")),
                new ServiceRequest().setAuthoredOnElement(at("2026-04-02")).setOccurrence(at("2026-05-01")),
                new ServiceRequest().setOccurrence(at("2026-04-02")),
                new Specimen()
                        .setCollection(new Specimen.SpecimenCollectionComponent().setCollected(at("2026-04-02")))
                        .setReceivedTimeElement(at("2026-05-01")),
                new DocumentReference().setDateElement(new InstantType("2026-04-02T00:00:00.000+09:00")));

        assertThat(resources)
                .allSatisfy(resource -> assertThat(ClinicalDay.of(resource))
                        .as(resource.fhirType())
                        .contains(DAY));
    }

    @Test
    void ofShouldPreferWhatADocumentIsAboutToWhenItWasMade() {
        DocumentReference document = new DocumentReference();
        document.setDateElement(new InstantType("2026-05-01T00:00:00.000+09:00"));
        document.getContext().setPeriod(from("2026-04-02"));

        assertThat(ClinicalDay.of(document)).contains(DAY);
    }

    @Test
    void ofShouldTakeTheFirstDayOfLessThanADayAndTheEndOfWhatHasNoBeginning() {
        Map<String, LocalDate> days = Map.of(
                "2026", LocalDate.of(2026, 1, 1),
                "2026-04", LocalDate.of(2026, 4, 1));

        days.forEach((text, day) -> assertThat(ClinicalDay.of(new Observation().setEffective(at(text))))
                .contains(day));
        assertThat(ClinicalDay.of(new Encounter().setPeriod(new Period().setEndElement(at("2026-04-02")))))
                .contains(DAY);
    }

    @Test
    void ofShouldBeEmptyWhereNothingIsSaid() {
        assertThat(List.of(
                        new Encounter(),
                        new MedicationRequest(),
                        new Observation(),
                        new Condition(),
                        new ServiceRequest(),
                        new Specimen(),
                        new DocumentReference(),
                        new Patient(),
                        new Coverage().setPeriod(from("2026-04-02"))))
                .allSatisfy(resource -> assertThat(ClinicalDay.of(resource))
                        .as(resource.fhirType())
                        .isEmpty());
    }

    private static DateTimeType at(String text) {
        return new DateTimeType(text);
    }

    private static Period from(String text) {
        return new Period().setStartElement(at(text));
    }
}
