package org.tsumugi.server.visibility;

import static org.tsumugi.server.visibility.Hospital.PATIENT_NUMBERS;
import static org.tsumugi.server.visibility.Hospital.id;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Write requests against own, hidden and unheard-of ids and identifiers. They change the world, so their order matters:
 * what must not be found comes before what creates it. Patients 5 to 9 exist in hospital 2 only.
 */
final class WriteProbes {
    private static final String JSON_PATCH = "application/json-patch+json";

    private final String round;
    private final List<Probe> probes = new ArrayList<>();

    private WriteProbes(String round) {
        this.round = round;
    }

    /** {@code round} makes new ids differ when the same writes are sent a second time. */
    static List<Probe> all(String round) {
        WriteProbes writes = new WriteProbes(round);
        writes.byIdentifierOfNobodyElse();
        writes.byIdWithoutCreating();
        writes.references();
        writes.transactions();
        writes.creating();
        writes.metaAndHeaders();
        writes.destroying();
        return List.copyOf(writes.probes);
    }

    private void byIdentifierOfNobodyElse() {
        for (int hospital : new int[] {2, 9}) {
            String match = "Patient?identifier=" + identifier("h" + hospital + "-5");
            add(Probe.json("PATCH", match, jsonPatch("gender", "female")).with("Content-Type", JSON_PATCH));
            add(Probe.json("PATCH", match, fhirPatch()));
            add(new Probe("DELETE", match, Map.of(), null));
            add(Probe.json("PUT", match, patient(null, "h" + hospital + "-5")));
            add(Probe.json("POST", "Patient", patient(null, "h" + hospital + "-6"))
                    .with("If-None-Exist", "identifier=" + identifier("h" + hospital + "-6")));
            add(Probe.json("POST", "Patient", patient(null, "h" + hospital + "-6"))
                    .with("If-None-Exist", "identifier=" + identifier("h" + hospital + "-6")));
        }
        String own = "Patient?identifier=" + identifier("h1-1");
        add(Probe.json("PUT", own, patient(id(1, "Patient", 1), "h1-1")));
        add(Probe.json("POST", "Patient", patient(null, "h1-2"))
                .with("If-None-Exist", "identifier=" + identifier("h1-2")));
        add(Probe.json("PATCH", "Patient?identifier=c3", jsonPatch("gender", "male"))
                .with("Content-Type", JSON_PATCH));
        add(Probe.json("PUT", "Patient?identifier=c4", patient(null, "c4")));
    }

    private void byIdWithoutCreating() {
        for (int hospital : new int[] {1, 2, 3, 9}) {
            String path = "Patient/" + id(hospital, "Patient", 2);
            add(Probe.json("PATCH", path, jsonPatch("gender", "other")).with("Content-Type", JSON_PATCH));
            add(Probe.json("PATCH", path, fhirPatch()));
            add(Probe.json("PATCH", path, jsonPatch("gender", "male"))
                    .with("Content-Type", JSON_PATCH)
                    .with("If-Match", "W/\"1\""));
            add(Probe.json("POST", path + "/$meta-add", meta()));
            add(Probe.json("POST", path + "/$meta-delete", meta()));
            add(new Probe("DELETE", "Provenance/" + id(hospital, "Provenance", 3), Map.of(), null));
        }
    }

    private void references() {
        for (int hospital : new int[] {1, 2, 3, 9}) {
            String target = "Patient/" + id(hospital, "Patient", 1);
            add(Probe.json("POST", "Observation", observation(null, target)));
            add(Probe.json("PUT", "Observation/ref" + round + hospital, observation("ref" + round + hospital, target)));
            add(Probe.json(
                    "POST",
                    "Observation",
                    observation(null, "Patient?identifier=" + identifier("h" + hospital + "-1"))));
            add(Probe.json(
                    "POST",
                    "CarePlan",
                    "{\"resourceType\":\"CarePlan\",\"status\":\"active\",\"intent\":\"plan\","
                            + "\"subject\":{\"reference\":\"" + target + "\"},\"instantiatesCanonical\":[\""
                            + Hospital.PLANS + hospital
                            + "\"]}"));
        }
    }

    private void transactions() {
        for (String type : List.of("transaction", "batch")) {
            for (int hospital : new int[] {1, 2, 3, 9}) {
                String target = "Patient/" + id(hospital, "Patient", 3);
                String number = type + round + hospital;
                add(bundle(type, entry("PUT", "Observation/t" + number, observation("t" + number, target))));
                add(bundle(type, entry("POST", "Observation", observation(null, target)), get(target)));
                add(bundle(
                        type,
                        entry(
                                "POST",
                                "Observation",
                                observation(null, "Patient?identifier=" + identifier("h" + hospital + "-3")))));
                add(bundle(type, entry("PATCH", target, binaryPatch())));
            }
            // A visible hospital's patient as target while something of our own is written with it
            add(bundle(
                    type,
                    entry("PUT", "Patient/" + id(2, "Patient", 7), patient(id(2, "Patient", 7), "h2-7" + type)),
                    entry("POST", "Observation", observation(null, "Patient/" + id(2, "Patient", 7)))));
            add(bundle(
                    type,
                    entry("PUT", "Patient?identifier=" + identifier("h2-8" + type), patient(null, "h2-8" + type)),
                    entry("DELETE", "Provenance/" + id(2, "Provenance", 4), null)));
            add(bundle(type, entry("DELETE", "Provenance/" + id(1, "Provenance", 4), null)));
        }
    }

    private void creating() {
        add(Probe.json("POST", "Patient", patient(null, "new" + round)));
        add(Probe.json(
                "POST", "Binary", "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"QUJD\"}"));
        add(Probe.json("POST", "Questionnaire", "{\"resourceType\":\"Questionnaire\",\"status\":\"active\"}"));
        for (String type : List.of("Patient", "Organization", "Practitioner", "Medication")) {
            for (int hospital : new int[] {1, 2, 3, 9}) {
                String path = type + "/" + id(hospital, type, 1);
                add(Probe.json("PUT", path, minimal(type, id(hospital, type, 1))));
                add(Probe.get(path));
            }
        }
        // Hospital 2 deleted its own of this id
        String deleted = id(2, "AllergyIntolerance", 2);
        String body = "{\"resourceType\":\"AllergyIntolerance\",\"id\":\"" + deleted
                + "\",\"patient\":{\"reference\":\"Patient/" + id(1, "Patient", 1) + "\"}}";
        add(Probe.json("PUT", "AllergyIntolerance/" + deleted, body));
        add(Probe.get("AllergyIntolerance/" + deleted + "/_history"));
    }

    private void metaAndHeaders() {
        for (int hospital : new int[] {1, 2, 9}) {
            String path = "Practitioner/" + id(hospital, "Practitioner", 1);
            String body = minimal("Practitioner", id(hospital, "Practitioner", 1));
            add(Probe.json("PUT", path, body).with("Prefer", "return=representation"));
            add(Probe.json("PUT", path, body).with("If-Match", "W/\"1\""));
            add(Probe.json("PUT", path, body).with("X-Upsert-Extistence-Check", "disabled"));
            add(Probe.json("PUT", path, body).with("X-Request-Partition-IDs", "2"));
        }
    }

    private void destroying() {
        for (int hospital : new int[] {1, 2, 3, 9}) {
            add(new Probe("DELETE", "Composition/" + id(hospital, "Composition", 1), Map.of(), null));
            add(new Probe("DELETE", "Patient/" + id(hospital, "Patient", 1), Map.of(), null));
            add(Probe.get("Composition/" + id(hospital, "Composition", 1)));
        }
        add(Probe.json("POST", "Patient/" + id(2, "Patient", 1) + "/$expunge", "{\"resourceType\":\"Parameters\"}"));
    }

    private void add(Probe probe) {
        probes.add(probe);
    }

    private static Probe bundle(String type, String... entries) {
        return Probe.json(
                "POST",
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries)
                        + "]}");
    }

    private static String get(String url) {
        return "{\"request\":{\"method\":\"GET\",\"url\":\"" + url + "\"}}";
    }

    private static String entry(String verb, String url, @Nullable String resource) {
        String content = resource == null ? "" : "\"resource\":" + resource + ",";
        return "{" + content + "\"request\":{\"method\":\"" + verb + "\",\"url\":\"" + url + "\"}}";
    }

    private static String patient(@Nullable String id, String number) {
        return "{\"resourceType\":\"Patient\"," + idPart(id) + "\"identifier\":[{\"system\":\"" + PATIENT_NUMBERS
                + "\",\"value\":\"" + number + "\"}],\"name\":[{\"family\":\"Tanaka\"}]}";
    }

    private static String observation(@Nullable String id, String subject) {
        return "{\"resourceType\":\"Observation\"," + idPart(id)
                + "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"" + subject + "\"}}";
    }

    private static String minimal(String type, String id) {
        return "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\",\"language\":\"ja\"}";
    }

    private static String idPart(@Nullable String id) {
        return id == null ? "" : "\"id\":\"" + id + "\",";
    }

    private static String jsonPatch(String element, String value) {
        return "[{\"op\":\"add\",\"path\":\"/" + element + "\",\"value\":\"" + value + "\"}]";
    }

    private static String binaryPatch() {
        String patch = java.util.Base64.getEncoder()
                .encodeToString(jsonPatch("gender", "unknown").getBytes(StandardCharsets.UTF_8));
        return "{\"resourceType\":\"Binary\",\"contentType\":\"" + JSON_PATCH + "\",\"data\":\"" + patch + "\"}";
    }

    private static String fhirPatch() {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                + "{\"name\":\"type\",\"valueCode\":\"replace\"},"
                + "{\"name\":\"path\",\"valueString\":\"Patient.name[0].family\"},"
                + "{\"name\":\"value\",\"valueString\":\"Changed\"}]}]}";
    }

    private static String meta() {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{\"tag\":"
                + "[{\"system\":\"" + Hospital.TAGS + "\",\"code\":\"added\",\"display\":\"Added\"}]}}]}";
    }

    private static String identifier(String value) {
        return URLEncoder.encode(PATIENT_NUMBERS + "|" + value, StandardCharsets.UTF_8);
    }
}
