package org.tsumugi.hl7v2.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.NutritionOrder;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.JpCore;

/** Which required elements a resource lacks, by its type and the JP Core 1.1.2 profile it names. */
public final class RequiredElements {

    private static final Map<String, Rules<?>> RULES = new HashMap<>();

    private RequiredElements() {}

    /** Elements such as {@code identifier:rpNumber}; empty when nothing required is missing. */
    public static List<String> missing(Resource resource, Systems generation) {
        Rules.Finding finding = new Rules.Finding(generation, new ArrayList<>(0));
        check(RULES.get(resource.fhirType()), resource, finding);
        for (CanonicalType profile : resource.getMeta().getProfile()) {
            String url = profile.getValue();
            check(RULES.get(url.substring(url.lastIndexOf('/') + 1)), resource, finding);
        }
        return finding.missing();
    }

    /** Reports what these resources, and those they contain, lack. */
    public static void report(List<? extends Resource> resources, Systems generation, Ledger ledger) {
        for (Resource resource : resources) {
            for (String element : missing(resource, generation)) {
                ledger.file()
                        .report(
                                MappingIssueCode.REQUIRED_ELEMENT_MISSING,
                                Severity.ERROR,
                                resource.fhirType() + "." + element + " is required and missing");
            }
            if (resource instanceof DomainResource container) {
                report(container.getContained(), generation, ledger);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Resource> void check(@Nullable Rules<T> rules, Resource resource, Rules.Finding finding) {
        if (rules != null) {
            rules.check((T) resource, finding);
        }
    }

    private static <T extends Resource> Rules<T> of(Class<T> type, String profileOrType) {
        Rules<T> rules = new Rules<>();
        RULES.put(profileOrType, rules);
        return rules;
    }

    static {
        of(Patient.class, "JP_Patient")
                .needs("identifier", Patient::hasIdentifier)
                .each("identifier.value", Patient::getIdentifier, Identifier::hasValue);
        of(Condition.class, "Condition").needs("subject", Condition::hasSubject);
        of(AllergyIntolerance.class, "AllergyIntolerance")
                .needs("patient", AllergyIntolerance::hasPatient)
                .each(
                        "reaction.manifestation",
                        AllergyIntolerance::getReaction,
                        AllergyIntolerance.AllergyIntoleranceReactionComponent::hasManifestation);
        of(Coverage.class, "Coverage")
                .needs("status", Coverage::hasStatus)
                .needs("beneficiary", Coverage::hasBeneficiary)
                .needs("payor", Coverage::hasPayor)
                .each("class.type", Coverage::getClass_, Coverage.ClassComponent::hasType)
                .each("class.value", Coverage::getClass_, Coverage.ClassComponent::hasValue);
        of(Encounter.class, "Encounter")
                .needs("status", Encounter::hasStatus)
                .needs("class", Encounter::hasClass_)
                .each("statusHistory.status", Encounter::getStatusHistory, Encounter.StatusHistoryComponent::hasStatus)
                .each("statusHistory.period", Encounter::getStatusHistory, Encounter.StatusHistoryComponent::hasPeriod)
                .each("classHistory.class", Encounter::getClassHistory, Encounter.ClassHistoryComponent::hasClass_)
                .each("classHistory.period", Encounter::getClassHistory, Encounter.ClassHistoryComponent::hasPeriod)
                .each("location.location", Encounter::getLocation, Encounter.EncounterLocationComponent::hasLocation);
        medication();
        diagnostics();
        of(ServiceRequest.class, "ServiceRequest")
                .needs("status", ServiceRequest::hasStatus)
                .needs("intent", ServiceRequest::hasIntent)
                .needs("subject", ServiceRequest::hasSubject);
        of(Procedure.class, "Procedure")
                .needs("status", Procedure::hasStatus)
                .needs("subject", Procedure::hasSubject)
                .each("performer.actor", Procedure::getPerformer, Procedure.ProcedurePerformerComponent::hasActor);
        of(NutritionOrder.class, "NutritionOrder")
                .needs("status", NutritionOrder::hasStatus)
                .needs("intent", NutritionOrder::hasIntent)
                .needs("patient", NutritionOrder::hasPatient)
                .needs("dateTime", NutritionOrder::hasDateTime);
        of(DocumentReference.class, "DocumentReference")
                .needs("status", DocumentReference::hasStatus)
                .needs("content", DocumentReference::hasContent)
                .each(
                        "content.attachment",
                        DocumentReference::getContent,
                        DocumentReference.DocumentReferenceContentComponent::hasAttachment);
    }

    private static void medication() {
        of(MedicationRequest.class, "MedicationRequest")
                .needs("status", MedicationRequest::hasStatus)
                .needs("intent", MedicationRequest::hasIntent)
                .needs("medication[x]", MedicationRequest::hasMedication)
                .needs("subject", MedicationRequest::hasSubject);
        of(MedicationRequest.class, "JP_MedicationRequest")
                .slice("rpNumber", JpCore.Name.RP_NUMBER, MedicationRequest::getIdentifier)
                .slice("orderInRp", JpCore.Name.ORDER_IN_RP, MedicationRequest::getIdentifier)
                .needs("identifier:requestIdentifier.value", request -> hasNumbers(request.getIdentifier()))
                .needs("authoredOn", MedicationRequest::hasAuthoredOn)
                .each(
                        "dosageInstruction.doseAndRate.doseQuantity",
                        MedicationRequest::getDosageInstruction,
                        RequiredElements::hasCompleteDoses);
        of(MedicationRequest.class, "JP_MedicationRequest_Injection")
                .slice("rpNumber", JpCore.Name.RP_NUMBER, MedicationRequest::getIdentifier)
                .needs("identifier:requestIdentifier.value", request -> hasNumbers(request.getIdentifier()))
                .needs("authoredOn", MedicationRequest::hasAuthoredOn);
        of(MedicationAdministration.class, "MedicationAdministration")
                .needs("status", MedicationAdministration::hasStatus)
                .needs("medication[x]", MedicationAdministration::hasMedication)
                .needs("subject", MedicationAdministration::hasSubject)
                .needs("effective[x]", MedicationAdministration::hasEffective)
                .each(
                        "performer.actor",
                        MedicationAdministration::getPerformer,
                        MedicationAdministration.MedicationAdministrationPerformerComponent::hasActor);
        of(MedicationAdministration.class, "JP_MedicationAdministration")
                .slice("rpNumber", JpCore.Name.RP_NUMBER, MedicationAdministration::getIdentifier)
                .slice("orderInRp", JpCore.Name.ORDER_IN_RP, MedicationAdministration::getIdentifier)
                .needs("identifier:requestIdentifier.value", given -> hasNumbers(given.getIdentifier()))
                .needs("dosage.dose", RequiredElements::hasCompleteDose);
        of(MedicationAdministration.class, "JP_MedicationAdministration_Injection")
                .slice("rpNumber", JpCore.Name.RP_NUMBER, MedicationAdministration::getIdentifier)
                .needs("identifier:requestIdentifier.value", given -> hasNumbers(given.getIdentifier()))
                .needs("dosage.dose", RequiredElements::hasCompleteDose);
        of(Medication.class, "JP_Medication")
                .needs("status", Medication::hasStatus)
                .each(
                        "ingredient.item[x]",
                        Medication::getIngredient,
                        Medication.MedicationIngredientComponent::hasItem)
                .each(
                        "ingredient.strength",
                        Medication::getIngredient,
                        Medication.MedicationIngredientComponent::hasStrength);
    }

    private static void diagnostics() {
        of(Observation.class, "Observation")
                .needs("status", Observation::hasStatus)
                .needs("code", Observation::hasCode)
                .each("component.code", Observation::getComponent, Observation.ObservationComponentComponent::hasCode);
        of(Observation.class, "JP_Observation_LabResult")
                .needs(
                        "category:laboratory",
                        o -> count(o.getCategory(), JpCore.OBSERVATION_CATEGORY, "laboratory") == 1)
                .needs("code.coding", o -> o.getCode().hasCoding())
                .needs("code.text", o -> o.getCode().hasText())
                .needs("subject", Observation::hasSubject)
                .needs("effective[x]", Observation::hasEffective)
                .needs("specimen", Observation::hasSpecimen);
        of(Observation.class, "JP_Observation_Microbiology")
                .needs(
                        "category:laboratory",
                        o -> count(o.getCategory(), JpCore.OBSERVATION_CATEGORY, "laboratory") == 1)
                .needs("category:microbiology", o -> count(o.getCategory(), JpCore.LOINC, "18725-2") == 1)
                .needs("subject", Observation::hasSubject);
        of(Observation.class, "JP_Observation_VitalSigns")
                .needs(
                        "category:vitalSigns",
                        o -> count(o.getCategory(), JpCore.OBSERVATION_CATEGORY, "vital-signs") == 1)
                .needs("subject", Observation::hasSubject);
        of(Observation.class, "JP_Observation_BodyMeasurement")
                .needs(
                        "category:bodyMeasurement",
                        o -> count(o.getCategory(), JpCore.OBSERVATION_CATEGORY, "body-measurement") == 1)
                .needs("subject", Observation::hasSubject);
        of(DiagnosticReport.class, "DiagnosticReport")
                .needs("status", DiagnosticReport::hasStatus)
                .needs("code", DiagnosticReport::hasCode);
        report("JP_DiagnosticReport_LabResult", "laboratory", "LP29693-6");
        report("JP_DiagnosticReport_Microbiology", "microbiology", "LP7819-8");
        report("JP_DiagnosticReport_Radiology", "radiology", "LP29684-5");
        report("JP_DiagnosticReport_Endoscopy", "endoscopy", "LP7796-8");
        of(ImagingStudy.class, "ImagingStudy")
                .needs("status", ImagingStudy::hasStatus)
                .needs("subject", ImagingStudy::hasSubject)
                .each("series.uid", ImagingStudy::getSeries, ImagingStudy.ImagingStudySeriesComponent::hasUid)
                .each(
                        "series.modality",
                        ImagingStudy::getSeries,
                        ImagingStudy.ImagingStudySeriesComponent::hasModality);
    }

    private static void report(String profile, String slice, String code) {
        of(DiagnosticReport.class, profile)
                .needs("category:" + slice, report -> count(report.getCategory(), JpCore.LOINC, code) == 1);
    }

    private static long count(List<CodeableConcept> categories, String system, String code) {
        return categories.stream()
                .filter(category -> category.getCoding().stream()
                        .anyMatch(coding -> system.equals(coding.getSystem()) && code.equals(coding.getCode())))
                .count();
    }

    /** The system of requestIdentifier is the same in both generations. */
    private static boolean hasNumbers(List<Identifier> identifiers) {
        String system = JpCore.Name.RESOURCE_INSTANCE.in(Systems.URL);
        return identifiers.stream()
                .filter(identifier -> system.equals(identifier.getSystem()))
                .allMatch(Identifier::hasValue);
    }

    private static boolean hasCompleteDose(MedicationAdministration given) {
        return !given.getDosage().hasDose()
                || (given.getDosage().getDose().hasValue()
                        && given.getDosage().getDose().hasCode());
    }

    /** JP_MedicationSimpleQuantity: value and code. */
    private static boolean hasCompleteDoses(Dosage dosage) {
        return dosage.getDoseAndRate().stream()
                .filter(Dosage.DosageDoseAndRateComponent::hasDoseQuantity)
                .map(Dosage.DosageDoseAndRateComponent::getDoseQuantity)
                .allMatch(dose -> dose.hasValue() && dose.hasCode());
    }
}
