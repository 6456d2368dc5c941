package org.tsumugi.server.visibility;

import static org.tsumugi.server.visibility.Hospital.CODES;
import static org.tsumugi.server.visibility.Hospital.PATIENT_NUMBERS;
import static org.tsumugi.server.visibility.Hospital.PLANS;
import static org.tsumugi.server.visibility.Hospital.QUESTIONNAIRE;
import static org.tsumugi.server.visibility.Hospital.TAGS;
import static org.tsumugi.server.visibility.Hospital.id;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Read requests: every type with own, hidden and unheard-of ids, and every kind of search over them. */
final class ReadProbes {
    /** Hospital 1 is the reader's, 2 is hidden, 3 is visible to some, 9 exists nowhere. */
    private static final int[] HOSPITALS = {1, 2, 3, 9};

    static final List<String> COMMON_TYPES = List.of(
            "Questionnaire",
            "ValueSet",
            "CodeSystem",
            "SearchParameter",
            "StructureDefinition",
            "Library",
            "ConceptMap",
            "NamingSystem");

    private final List<Probe> probes = new ArrayList<>();

    private ReadProbes() {}

    static List<Probe> all() {
        ReadProbes reads = new ReadProbes();
        reads.interactions();
        reads.everyType();
        reads.valueSearches();
        reads.references();
        reads.includes();
        reads.pagingAndForm();
        reads.operations();
        reads.commonTypes();
        reads.bundles();
        return List.copyOf(reads.probes);
    }

    private void interactions() {
        for (String type : Hospital.TYPES) {
            for (int hospital : HOSPITALS) {
                String path = type + "/" + id(hospital, type, 1);
                get(path);
                if (hospital != 3) {
                    get(path + "/_history/1");
                    get(path + "/_history");
                }
            }
        }
        for (int hospital : HOSPITALS) {
            String patient = "Patient/" + id(hospital, "Patient", 1);
            probes.add(Probe.get(patient, "If-None-Match", "W/\"1\""));
            probes.add(Probe.get(patient, "If-None-Match", "W/\"3\""));
            probes.add(Probe.get(patient, "If-Modified-Since", "Mon, 01 Jan 2029 00:00:00 GMT"));
            probes.add(Probe.get(patient, "Accept", "application/fhir+xml"));
            probes.add(new Probe("HEAD", patient, Map.of(), null));
            get(patient + "/_history/2");
            get(patient + "/_history/3");
            get(patient + "/_history/99");
            get(patient + "?_summary=true");
            get(patient + "?_elements=name");
            get(patient + "?_pretty=true");
            get(patient + "/_history?_at=gt2020-01-01");
            get(patient + "/_history?_at={mid}");
            get(patient + "/_history?_since={mid}");
            get(patient + "/_history?_count=1");
            get(patient + "/_history?_count=1&_offset=1");
            // Deleted in every hospital
            get("AllergyIntolerance/" + id(hospital, "AllergyIntolerance", 2));
            get("AllergyIntolerance/" + id(hospital, "AllergyIntolerance", 2) + "/_history");
            get("AllergyIntolerance/" + id(hospital, "AllergyIntolerance", 2) + "/_history/1");
            probes.add(Probe.get("Binary/" + id(hospital, "Binary", 1), "Accept", "text/plain"));
            String letter = "Binary/" + Hospital.letter(hospital);
            probes.add(Probe.get(letter, "Accept", "text/plain"));
            probes.add(Probe.get(letter, "Accept", "application/fhir+json"));
            probes.add(Probe.get(letter, "If-None-Match", "W/\"1\""));
            probes.add(new Probe("HEAD", letter, Map.of(), null));
            get(letter + "?_format=xml");
            get(letter + "?_summary=true");
            get("Binary/" + Hospital.documentOfLetter(hospital));
            get("DocumentReference/" + Hospital.documentOfLetter(hospital));
            probes.add(bundle("batch", letter, "DocumentReference/" + Hospital.documentOfLetter(hospital)));
        }
    }

    private void everyType() {
        for (String type : Hospital.TYPES) {
            String ids = id(1, type, 1) + "," + id(2, type, 1) + "," + id(9, type, 1);
            get(type);
            get(type + "?_count=2");
            get(type + "?_summary=count");
            get(type + "?_total=accurate&_count=2");
            get(type + "?_id=" + ids);
            get(type + "?_id=" + id(2, type, 1));
            get(type + "/_history");
            get(type + "/_history?_count=3");
            get(type + "?_sort=-_lastUpdated&_count=3");
            get(type + "?_tag=" + encoded(TAGS + "|shared") + "&_count=4");
            get(type + "?_include=*&_count=5");
            get(type + "?_revinclude=*&_count=5");
        }
        get("_history");
        get("_history?_count=4");
        get("_history?_at=gt2020-01-01&_count=3");
        get("_history?_since={mid}");
    }

    private void valueSearches() {
        for (int hospital : HOSPITALS) {
            get("Patient?identifier=" + encoded(PATIENT_NUMBERS + "|h" + hospital + "-1"));
            get("Patient?identifier=h" + hospital + "-1");
            get("Patient?identifier:not=h" + hospital + "-1");
            get("Patient?_source=" + encoded("http://example.org/hospital/" + hospital));
            get("PlanDefinition?url=" + encoded(PLANS + hospital));
            get("Patient?_tag:text=" + encoded("Tag of hospital " + hospital));
        }
        for (String query : List.of(
                "identifier=c1",
                "identifier=" + encoded("http://example.org/common|c1"),
                "family=suzuki1",
                "family:exact=Suzuki1",
                "family:contains=zuki",
                "name=hana",
                "given=Hanako&family=Suzuki2",
                "birthdate=1960-01-02",
                "birthdate=gt1960-01-02&birthdate=lt1961",
                "gender:not=male",
                "_lastUpdated=gt2020-01-01",
                "_lastUpdated=gt{mid}",
                "_lastUpdated=lt{mid}",
                "_profile=" + encoded("http://example.org/profiles/common"),
                "_security=" + encoded(TAGS + "|normal"),
                "_tag:not=" + encoded(TAGS + "|shared"),
                "_sort=family",
                "_sort=-birthdate,family",
                "_sort=family&_count=3&_offset=1",
                "_filter=" + encoded("family eq Suzuki1"),
                "_filter=" + encoded("family co zuki or birthdate lt 1950-01-01"),
                "_content=Suzuki1",
                "_text=Suzuki1",
                "family:missing=true",
                "family:text=suzuki",
                "unknown-parameter=1")) {
            get("Patient?" + query);
        }
        for (String query : List.of(
                "code=lab-1",
                "code=" + encoded(CODES + "|lab-1"),
                "code:text=text",
                "code:not=lab-1",
                "code:in=" + encoded("http://example.org/vs"),
                "value-quantity=102",
                "value-quantity=gt101&_sort=value-quantity",
                "value-quantity=" + encoded("gt1|http://unitsofmeasure.org|mg/dL"),
                "code-value-quantity=" + encoded("lab-1$gt1"),
                "combo-code-value-quantity=" + encoded("lab-2$gt1"),
                "date=2024-03-11",
                "date=ge2024-03-12&_sort=-date",
                "_sort=date&_count=2",
                "_sort=code&_count=4",
                "_has:DiagnosticReport:result:code=report",
                "_list=" + id(1, "List", 1),
                "_list=" + id(2, "List", 1),
                "_list=" + id(9, "List", 1),
                "category=laboratory",
                "status=final",
                "code=lab-1,lab-2&date=gt2024-01-01&_total=accurate",
                "patient:missing=false")) {
            get("Observation?" + query);
        }
    }

    private void references() {
        for (int hospital : HOSPITALS) {
            String patient = id(hospital, "Patient", 1);
            for (String type : List.of("Observation", "Condition", "Encounter", "MedicationRequest", "CarePlan")) {
                get(type + "?patient=" + patient);
                get(type + "?subject=Patient/" + patient + "&_total=accurate");
            }
            get("Observation?patient=" + patient + "&code=lab-1");
            get("Observation?patient=Patient/" + patient + ",Patient/" + id(1, "Patient", 2));
            get("Observation?encounter=" + id(hospital, "Encounter", 1));
            get("Observation?performer=" + id(hospital, "Practitioner", 1));
            get("Observation?subject:Patient=" + patient);
            get("Observation?patient.identifier=h" + hospital + "-1");
            get("Observation?patient.identifier=" + encoded(PATIENT_NUMBERS + "|h" + hospital + "-1"));
            get("Observation?patient.organization=" + id(hospital, "Organization", 1));
            get("Patient?organization=" + id(hospital, "Organization", 1));
            get("Patient?_has:Observation:patient:_id=" + id(hospital, "Observation", 1));
            get("DiagnosticReport?result=" + id(hospital, "Observation", 1));
            get("MedicationRequest?medication=" + id(hospital, "Medication", 1));
            get("Patient/" + patient + "/Observation");
            get("Patient/" + patient + "/Condition?_count=1");
            get("Group?member=" + patient);
            get("List?item=Observation/" + id(hospital, "Observation", 1));
        }
        for (String query : List.of(
                "Observation?patient.family=suzuki1",
                "Observation?patient.identifier=c1",
                "Observation?patient.organization.name=General",
                "Observation?subject:Patient.name=suzuki2&_total=accurate",
                "Observation?encounter.service-provider.name=general&_count=3",
                "Observation?performer:Practitioner.family=sato&_count=3",
                "Observation?patient.family:missing=true",
                "Patient?_has:Observation:patient:code=lab-1",
                "Patient?_has:Observation:patient:code-name:contains=lab",
                "Patient?_has:Observation:patient:code-name:contains=lab&_summary=count",
                "Patient?_has:Condition:patient:code-name=text&_has:Observation:patient:code-name:exact=TextOfLab-1",
                "Observation?code-name:contains=lab-1",
                "Observation?code-name:contains=l&_summary=count",
                "Observation?code-name:contains=lab&_total=accurate&_count=1&_include=Observation:patient",
                "Observation?code-name:exact=Text%20of%20lab-1&_sort=-date",
                "MedicationRequest?code-name:contains=drug",
                "Condition?code-name:contains=disease&_summary=count&distinct=person",
                "Patient?_summary=count&distinct=person",
                "Patient?_has:Observation:patient:code=lab-1&_summary=count",
                "Patient?_has:Observation:patient:_has:DiagnosticReport:result:code=report",
                "Patient?_has:Condition:patient:code=disease&family=suzuki1",
                "Patient?_has:Observation:patient:code:missing=true",
                "Organization?_has:Patient:organization:family=suzuki1",
                "Practitioner?_has:Encounter:participant:patient.family=suzuki1",
                "MedicationRequest?medication.code=drug",
                "DiagnosticReport?specimen.type=serum",
                "DiagnosticReport?result.code=lab-1",
                "Provenance?target.code=disease",
                "CarePlan?instantiates-canonical=" + encoded(PLANS + "2"),
                "QuestionnaireResponse?questionnaire=" + encoded(QUESTIONNAIRE))) {
            get(query);
        }
    }

    private void includes() {
        for (String query : List.of(
                "Observation?code=lab-1&_include=Observation:patient",
                "Observation?code=lab-1&_include=Observation:subject&_count=1",
                "Observation?code=lab-1&_include=Observation:patient&_include:iterate=Patient:organization",
                "Observation?_count=2&_include=Observation:encounter&_include=Observation:performer",
                "Observation?_count=2&_include=Observation:*",
                "Observation?_revinclude=DiagnosticReport:result",
                "Observation?_count=3&_revinclude=DiagnosticReport:result&_include:iterate=DiagnosticReport:specimen",
                "Patient?_revinclude=Observation:patient",
                "Patient?_count=1&_revinclude=Observation:patient&_revinclude=Condition:patient",
                "Patient?_count=1&_revinclude=Observation:*",
                "Patient?_revinclude=Group:member&_include=Patient:general-practitioner",
                "Organization?_revinclude=Patient:organization&_revinclude:iterate=Observation:patient",
                "MedicationRequest?_include=MedicationRequest:medication",
                "MedicationRequest?_count=2&_include=MedicationRequest:medication&_include=MedicationRequest:patient",
                "DiagnosticReport?_include=DiagnosticReport:result&_include=DiagnosticReport:specimen",
                "CarePlan?_include=CarePlan:instantiates-canonical",
                "CarePlan?_include=CarePlan:instantiates-canonical&_total=accurate&_count=1",
                "CarePlan?_include=*&_total=accurate",
                "PlanDefinition?_revinclude=CarePlan:instantiates-canonical",
                "PlanDefinition?_revinclude=CarePlan:instantiates-canonical&_include:iterate=CarePlan:patient",
                "Questionnaire?_revinclude=QuestionnaireResponse:questionnaire",
                "Questionnaire?_revinclude=*",
                "QuestionnaireResponse?_include=QuestionnaireResponse:questionnaire",
                "QuestionnaireResponse?_include=QuestionnaireResponse:questionnaire&_include=QuestionnaireResponse:patient",
                "Patient?_include=Patient:no-such",
                "Provenance?_include=Provenance:target",
                "List?_include=List:item",
                "Composition?_include=Composition:entry&_include:iterate=Condition:encounter",
                "Practitioner?_revinclude=Provenance:agent",
                "Patient?_count=2&_revinclude=CarePlan:patient&_include:iterate=CarePlan:instantiates-canonical")) {
            get(query);
        }
    }

    private void pagingAndForm() {
        for (String query : List.of(
                "Observation?_count=5",
                "Observation?_count=5&_offset=5",
                "Observation?_count=5&_offset=9&_total=accurate",
                "Observation?_count=5&_offset=500",
                "Observation?_count=0",
                "Observation?_count=5000",
                "Observation?_total=none",
                "Observation?_total=estimate",
                "Observation?_summary=true&_count=2",
                "Observation?_summary=data&_count=2",
                "Observation?_summary=text&_count=2",
                "Observation?_elements=code,subject&_count=2",
                "Observation?_format=xml&_count=2",
                "Observation?_pretty=true&_count=2",
                "Observation?_contained=true",
                "Observation?_includeDeleted=true&_count=2",
                "AllergyIntolerance?_includeDeleted=both",
                "Patient?_sort=_id&_count=2",
                "Patient?_sort=no-such",
                "NoSuchType",
                "NoSuchType/1",
                "?_getpages=abc",
                "?_type=Patient,Observation",
                "Patient?_getpages=abc&_getpagesoffset=2")) {
            get(query);
        }
        for (String body :
                List.of("family=suzuki1", "identifier=c1&_count=2", "_id=" + id(2, "Patient", 1), "_summary=count")) {
            Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
            probes.add(new Probe("POST", "Patient/_search", form, body));
        }
        probes.add(new Probe("HEAD", "Observation?code=lab-1", Map.of(), null));
        probes.add(Probe.get("Observation?code=lab-1", "Cache-Control", "no-cache"));
        probes.add(Probe.get("Observation?code=lab-1", "Cache-Control", "no-store"));
        probes.add(Probe.get("Observation?code=lab-1", "Prefer", "respond-async"));
        probes.add(Probe.get("Observation?code=lab-1", "X-Request-Partition-IDs", "2"));
    }

    private void operations() {
        for (int hospital : HOSPITALS) {
            String patient = "Patient/" + id(hospital, "Patient", 1);
            for (String query : List.of(
                    "",
                    "?_count=3",
                    "?_count=3&_offset=3",
                    "?_count=20&_offset=10",
                    "?_count=1000",
                    "?_type=Observation,CarePlan",
                    "?_since={mid}")) {
                get(patient + "/$everything" + query);
            }
            get("Encounter/" + id(hospital, "Encounter", 1) + "/$everything");
            get("Patient/$everything?_id=" + id(hospital, "Patient", 1));
            get(patient + "/$meta");
            get(patient + "/$graphql?query=" + encoded("{id name{family}}"));
            get("$graphql?query=" + encoded("{Patient(id:\"" + id(hospital, "Patient", 1) + "\"){id}}"));
            get("Composition/" + id(hospital, "Composition", 1) + "/$document");
            get(patient + "/$validate");
            get(patient + "/$no-such-operation");
            get("Observation/$lastn?subject=" + patient);
        }
        for (String query : List.of(
                "Patient/$everything",
                "Encounter/$everything",
                "$meta",
                "Patient/$meta",
                "$get-resource-counts",
                "$graphql?query=" + encoded("{PatientList(family:\"suzuki1\"){id}}"),
                "$graphql?query=" + encoded("{PatientConnection(family:\"suzuki1\"){count edges{resource{id}}}}"),
                "$export",
                "$no-such-operation",
                "metadata",
                "metadata?_summary=true",
                "metadata?mode=terminology",
                "api-docs",
                "swagger-ui/",
                ".well-known/smart-configuration")) {
            get(query);
        }
        probes.add(Probe.json("POST", "Patient/$validate", "{\"resourceType\":\"Patient\"}"));
        probes.add(Probe.json(
                "POST", "Patient/" + id(2, "Patient", 1) + "/$everything", "{\"resourceType\":\"Parameters\"}"));
        probes.add(Probe.json("POST", "$perform-reindexing-pass", "{\"resourceType\":\"Parameters\"}"));
        probes.add(Probe.json("POST", "$expunge", "{\"resourceType\":\"Parameters\"}"));
    }

    private void commonTypes() {
        for (String type : COMMON_TYPES) {
            get(type + "?_count=3");
            get(type + "?_summary=count");
            get(type + "/_history?_count=2");
        }
        get("Questionnaire/common-questionnaire");
        get("Questionnaire/common-questionnaire/_history");
        get("Questionnaire?url=" + encoded(QUESTIONNAIRE));
    }

    private void bundles() {
        for (String type : List.of("batch", "transaction")) {
            for (int hospital : HOSPITALS) {
                String patient = "Patient/" + id(hospital, "Patient", 1);
                probes.add(bundle(type, patient));
                probes.add(bundle(type, patient + "/_history/1", patient + "/_history"));
                probes.add(bundle(type, "Observation?patient=" + patient, "Patient?family=suzuki1"));
                probes.add(bundle(type, patient + "/$everything"));
                probes.add(bundle(type, patient + "?_summary=true", "Patient?_summary=count"));
            }
            probes.add(bundle(type, "Patient/$everything", "Encounter/$everything"));
            probes.add(bundle(type, "$meta", "metadata", "_history"));
            probes.add(bundle(type, "CarePlan?_include=CarePlan:instantiates-canonical", "Observation?_count=3"));
            probes.add(
                    bundle(type, "Observation?code=lab-1&_include=Observation:patient&_include=Observation:encounter"));
            probes.add(bundle(type));
        }
        probes.add(Probe.json("POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}"));
        probes.add(Probe.json("POST", "", "{\"resourceType\":\"Patient\"}"));
        probes.add(Probe.json("POST", "", "not json"));
    }

    static Probe bundle(String type, String... urls) {
        StringBuilder entries = new StringBuilder();
        for (String url : urls) {
            entries.append(entries.length() == 0 ? "" : ",")
                    .append("{\"request\":{\"method\":\"GET\",\"url\":\"")
                    .append(url)
                    .append("\"}}");
        }
        return Probe.json(
                "POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + entries + "]}");
    }

    private void get(String path) {
        probes.add(Probe.get(path));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
