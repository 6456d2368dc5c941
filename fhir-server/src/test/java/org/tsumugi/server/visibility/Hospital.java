package org.tsumugi.server.visibility;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;

/**
 * One hospital's resources. Everything but ids, hospital number and amount is the same in all hospitals (names, codes,
 * values, dates, one identifier system), so that a hidden hospital would match every search a visible one matches.
 */
final class Hospital {
    static final String PATIENT_NUMBERS = "http://example.org/patient-numbers";
    static final String CODES = "http://example.org/codes";
    static final String TAGS = "http://example.org/tags";
    static final String PLANS = "http://example.org/plans/";
    static final String QUESTIONNAIRE = "http://example.org/questionnaires/admission";

    /** Types every hospital has, each with id {@code h<n>-<type in lower case>-1} and more. */
    static final List<String> TYPES = List.of(
            "Organization",
            "Practitioner",
            "Patient",
            "Encounter",
            "Observation",
            "Condition",
            "Medication",
            "MedicationRequest",
            "Specimen",
            "DiagnosticReport",
            "Coverage",
            "AllergyIntolerance",
            "ServiceRequest",
            "CarePlan",
            "PlanDefinition",
            "QuestionnaireResponse",
            "List",
            "Group",
            "Composition",
            "Provenance",
            "Binary");

    /** How many more practitioners are reached from the first patient: enough for pages of what is only reached. */
    static final int ASSISTANTS = 40;

    private final int number;
    private final int patients;
    private final int round;
    private final List<Resource> resources = new ArrayList<>();

    private Hospital(int number, int patients, int round) {
        this.number = number;
        this.patients = patients;
        this.round = round;
    }

    static String id(int hospital, String type, int n) {
        return "h" + hospital + "-" + type.toLowerCase(java.util.Locale.ROOT) + "-" + n;
    }

    /** Everything of a hospital; {@code round} 1 is its first loading, later rounds change it. */
    static Bundle load(int number, int patients, int round) {
        Hospital hospital = new Hospital(number, patients, round);
        hospital.fill();
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (Resource resource : hospital.resources) {
            bundle.addEntry()
                    .setResource(resource)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl(resource.fhirType() + "/" + resource.getIdPart());
        }
        return bundle;
    }

    /** Removes resources nothing refers to. */
    static Bundle delete(int number, int... allergies) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (int n : allergies) {
            bundle.addEntry()
                    .getRequest()
                    .setMethod(HTTPVerb.DELETE)
                    .setUrl("AllergyIntolerance/" + id(number, "AllergyIntolerance", n));
        }
        return bundle;
    }

    private void fill() {
        resources.add(tagged(new Organization().setName("General Hospital"), 1));
        Practitioner practitioner = new Practitioner();
        practitioner.addName().setFamily("Sato").addGiven("Ichiro");
        resources.add(tagged(practitioner, 1));
        Medication medication = new Medication();
        medication.setCode(code("drug"));
        resources.add(tagged(medication, 1));
        PlanDefinition plan = new PlanDefinition();
        plan.setUrl(PLANS + number).setTitle("Plan");
        resources.add(tagged(plan, 1));
        for (int n = 1; n <= ASSISTANTS; n++) {
            Practitioner assistant = new Practitioner();
            assistant.addName().setFamily("Abe" + n);
            resources.add(tagged(assistant, 100 + n));
        }
        for (int n = 1; n <= patients; n++) {
            fillPatient(n);
        }
        ListResource list = new ListResource();
        list.setSubject(patient(1));
        list.addEntry().setItem(reference("Observation", 1));
        list.addEntry().setItem(reference("Condition", 1));
        resources.add(tagged(list, 1));
        Group group = new Group();
        group.setActual(true).addMember().setEntity(patient(1));
        resources.add(tagged(group, 1));
    }

    private void fillPatient(int n) {
        Patient patient = new Patient();
        patient.addIdentifier(new Identifier().setSystem(PATIENT_NUMBERS).setValue("h" + number + "-" + n));
        patient.addIdentifier(
                new Identifier().setSystem("http://example.org/common").setValue("c" + n));
        patient.addName().setFamily("Suzuki" + n).addGiven("Hanako");
        patient.setBirthDateElement(new DateType("1960-01-0" + (1 + n % 9)));
        patient.setManagingOrganization(reference("Organization", 1));
        patient.addGeneralPractitioner(reference("Practitioner", 1));
        resources.add(tagged(patient, n));

        Encounter encounter = new Encounter();
        encounter.setSubject(patient(n)).setServiceProvider(reference("Organization", 1));
        encounter.getPeriod().setStartElement(new DateTimeType("2024-03-0" + (1 + n % 9)));
        encounter.addParticipant().setIndividual(reference("Practitioner", 1));
        for (int assistant = 1; n == 1 && assistant <= ASSISTANTS; assistant++) {
            encounter.addParticipant().setIndividual(reference("Practitioner", 100 + assistant));
        }
        resources.add(tagged(encounter, n));

        for (int k = 1; k <= 3; k++) {
            Observation observation = new Observation();
            observation.setSubject(patient(n)).setEncounter(reference("Encounter", n));
            observation.setCode(code("lab-" + k));
            observation.setValue(new Quantity()
                    .setValue(100 + k + round)
                    .setUnit("mg/dL")
                    .setSystem("http://unitsofmeasure.org")
                    .setCode("mg/dL"));
            observation.setEffective(new DateTimeType("2024-03-1" + k));
            observation.addPerformer(reference("Practitioner", 1));
            resources.add(tagged(observation, 3 * (n - 1) + k));
        }
        Condition condition = new Condition();
        condition.setSubject(patient(n)).setEncounter(reference("Encounter", n)).setCode(code("disease"));
        resources.add(tagged(condition, n));
        MedicationRequest request = new MedicationRequest();
        request.setMedication(reference("Medication", 1))
                .setSubject(patient(n))
                .setEncounter(reference("Encounter", n));
        request.setRequester(reference("Practitioner", 1));
        request.setAuthoredOnElement(new DateTimeType("2024-03-15"));
        resources.add(tagged(request, n));
        Specimen specimen = new Specimen();
        specimen.setSubject(patient(n)).setType(code("serum"));
        resources.add(tagged(specimen, n));
        DiagnosticReport report = new DiagnosticReport();
        report.setSubject(patient(n)).setEncounter(reference("Encounter", n)).setCode(code("report"));
        report.addResult(reference("Observation", 3 * (n - 1) + 1));
        report.addSpecimen(reference("Specimen", n));
        resources.add(tagged(report, n));
        Coverage coverage = new Coverage();
        coverage.setBeneficiary(patient(n)).addPayor(reference("Organization", 1));
        resources.add(tagged(coverage, n));
        AllergyIntolerance allergy = new AllergyIntolerance();
        allergy.setPatient(patient(n)).setCode(code("allergy"));
        resources.add(tagged(allergy, n));
        fillLessUsual(n);
    }

    private void fillLessUsual(int n) {
        ServiceRequest service = new ServiceRequest();
        service.setSubject(patient(n)).setCode(code("order"));
        resources.add(tagged(service, n));
        CarePlan carePlan = new CarePlan();
        carePlan.setSubject(patient(n));
        for (int plan = 1; plan <= 6; plan++) {
            carePlan.addInstantiatesCanonical(PLANS + plan);
        }
        resources.add(tagged(carePlan, n));
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.setQuestionnaire(QUESTIONNAIRE).setSubject(patient(n));
        resources.add(tagged(response, n));
        Composition composition = new Composition();
        composition.setSubject(patient(n)).setTitle("Summary").setType(code("summary"));
        composition.addAuthor(reference("Practitioner", 1));
        composition.addSection().addEntry(reference("Condition", n));
        resources.add(tagged(composition, n));
        Provenance provenance = new Provenance();
        provenance.addTarget(reference("Condition", n));
        provenance.addAgent().setWho(reference("Practitioner", 1));
        resources.add(tagged(provenance, n));
        Binary binary = new Binary();
        binary.setContentType("text/plain").setData(new byte[] {65, 66, (byte) ('0' + number)});
        resources.add(tagged(binary, n));
        if (n == 1) {
            fillLetter();
        }
    }

    private void fillLetter() {
        DocumentReference document = new DocumentReference();
        document.setSubject(patient(1)).setType(code("letter")).setStatus(DocumentReferenceStatus.CURRENT);
        document.addContent().getAttachment().setContentType("text/plain").setUrl("Binary/" + letter(number));
        tagged(document, 1).setId(documentOfLetter(number).toString());
        resources.add(document);
    }

    /** The id of a hospital's document whose bytes are in the raw store. */
    static UUID documentOfLetter(int hospital) {
        return UUID.fromString("00000000-0000-5000-8000-%012d".formatted(hospital));
    }

    /** The id under which that document names them. */
    static UUID letter(int hospital) {
        return UUID.fromString("00000000-0000-5000-8000-%012d".formatted(1000 + hospital));
    }

    private Reference patient(int n) {
        return reference("Patient", n);
    }

    private Reference reference(String type, int n) {
        return new Reference(type + "/" + id(number, type, n));
    }

    private static CodeableConcept code(String code) {
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding().setSystem(CODES).setCode(code).setDisplay("Display of " + code);
        return concept.setText("Text of " + code);
    }

    private <T extends Resource> T tagged(T resource, int n) {
        resource.setId(id(number, resource.fhirType(), n));
        // Same system and code everywhere, but a display of the hospital's own
        resource.getMeta().addTag(TAGS, "shared", "Tag of hospital " + number);
        resource.getMeta().addSecurity(TAGS, "normal", "Security of hospital " + number);
        resource.getMeta().addProfile("http://example.org/profiles/common");
        resource.getMeta().setSource("http://example.org/hospital/" + number);
        return resource;
    }
}
