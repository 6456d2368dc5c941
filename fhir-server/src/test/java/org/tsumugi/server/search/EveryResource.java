package org.tsumugi.server.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsumugi.search.name.Folding;
import org.tsumugi.search.name.RecordNames;

/** Every resource that a server has, looked through one by one: what its searches must find. */
final class EveryResource {

    private static final Map<String, String> DAYS = Map.of(
            "Observation", "date",
            "Condition", "onset-date",
            "MedicationRequest", "authoredon",
            "DiagnosticReport", "date",
            "ServiceRequest", "authored");

    /** Where the dates stand; each is written to the day or finer. */
    private static final Map<String, String> ELEMENTS = Map.of(
            "Observation", "effectiveDateTime",
            "Condition", "onsetDateTime",
            "MedicationRequest", "authoredOn",
            "DiagnosticReport", "effectiveDateTime",
            "ServiceRequest", "authoredOn");

    /** A resource of a facility. */
    private record One(String facility, JsonNode json) {

        String id() {
            return json.path("id").asText();
        }

        String patient() {
            String element = json.has("patient") ? "patient" : "subject";
            return json.path(element).path("reference").asText().replaceFirst("^Patient/", "");
        }
    }

    /** A search, and what it must find. */
    record Search(String query, Predicate<JsonNode> matches) {}

    /** A search for Patients, and what it must find: the Patient, and for each type something. */
    record Cohort(String query, Predicate<JsonNode> patient, List<Map.Entry<String, Predicate<JsonNode>>> records) {}

    private final Map<String, List<One>> byType = new HashMap<>();
    private final Map<String, JsonNode> medications = new HashMap<>();
    private final Map<String, Long> persons;

    /** @param persons the person of each Patient */
    EveryResource(Map<String, Long> persons) {
        this.persons = persons;
    }

    void add(String facility, JsonNode resource) {
        String type = resource.path("resourceType").asText();
        if (type.equals("Medication")) {
            medications.put("Medication/" + resource.path("id").asText(), resource);
        }
        byType.computeIfAbsent(type, key -> new ArrayList<>()).add(new One(facility, resource));
    }

    private Stream<One> of(String type, List<String> facilities) {
        return byType.getOrDefault(type, List.of()).stream().filter(one -> facilities.contains(one.facility()));
    }

    private List<String> names(JsonNode resource) {
        return new RecordNames(reference -> Optional.ofNullable(medications.get(reference)))
                .of(resource).stream().map(Folding::fold).toList();
    }

    TreeSet<String> ids(String type, Predicate<JsonNode> matches, List<String> facilities) {
        return of(type, facilities)
                .filter(one -> matches.test(one.json()))
                .map(One::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    long persons(String type, Predicate<JsonNode> matches, List<String> facilities) {
        return of(type, facilities)
                .filter(one -> matches.test(one.json()))
                .map(One::patient)
                .map(this::person)
                .distinct()
                .count();
    }

    private Long person(String patient) {
        return Objects.requireNonNull(persons.get(patient));
    }

    private Set<String> patientsWith(String type, Predicate<JsonNode> matches, List<String> facilities) {
        return of(type, facilities)
                .filter(one -> matches.test(one.json()))
                .map(One::patient)
                .collect(Collectors.toSet());
    }

    TreeSet<String> patients(Cohort cohort, List<String> facilities) {
        TreeSet<String> patients = ids("Patient", cohort.patient(), facilities);
        cohort.records()
                .forEach(record -> patients.retainAll(patientsWith(record.getKey(), record.getValue(), facilities)));
        return patients;
    }

    long personsOf(Cohort cohort, List<String> facilities) {
        Set<Long> found = ids("Patient", cohort.patient(), facilities).stream()
                .map(this::person)
                .collect(Collectors.toSet());
        cohort.records()
                .forEach(record -> found.retainAll(patientsWith(record.getKey(), record.getValue(), facilities).stream()
                        .map(this::person)
                        .collect(Collectors.toSet())));
        return found.size();
    }

    /** A search by a part of a name that there is, by a day or an amount that there is, or by several of these. */
    Search search(String type, Random random) {
        List<String> pairs = new ArrayList<>();
        Predicate<JsonNode> matches = name(type, "code-name", random, pairs);
        if (random.nextInt(4) == 0) {
            matches = matches.and(name(type, "code-name", random, pairs));
        }
        if (random.nextBoolean() && DAYS.containsKey(type)) {
            matches = matches.and(day(type, Objects.requireNonNull(DAYS.get(type)), random, pairs));
        }
        if (random.nextBoolean() && type.equals("Observation")) {
            matches = matches.and(value("value-quantity", random, pairs));
        }
        return new Search(RegionByHttp.query(type, pairs.toArray(String[]::new)), matches);
    }

    /** A cohort of one, two or three conditions. */
    Cohort cohort(Random random) {
        List<String> pairs = new ArrayList<>();
        Predicate<JsonNode> patient = json -> true;
        if (random.nextBoolean()) {
            String gender = random.nextBoolean() ? "male" : "female";
            pairs.addAll(List.of("gender", gender));
            patient = patient.and(json -> json.path("gender").asText().equals(gender));
        }
        if (random.nextBoolean()) {
            String born = (1935 + random.nextInt(60)) + "-07-01";
            pairs.addAll(List.of("birthdate", "ge" + born));
            patient = patient.and(json ->
                    json.has("birthDate") && json.path("birthDate").asText().compareTo(born) >= 0);
        }
        List<Map.Entry<String, Predicate<JsonNode>>> records = new ArrayList<>();
        for (String type : List.of("Condition", "MedicationRequest", "Observation")) {
            if (random.nextBoolean()) {
                String has = "_has:" + type + ":patient:";
                records.add(Map.entry(
                        type,
                        type.equals("Observation") && random.nextBoolean()
                                ? value(has + "value-quantity", random, pairs)
                                : name(type, has + "code-name", random, pairs)));
            }
        }
        return new Cohort(RegionByHttp.query("Patient", pairs.toArray(String[]::new)), patient, records);
    }

    private Predicate<JsonNode> name(String type, String parameter, Random random, List<String> pairs) {
        List<String> names = byType.getOrDefault(type, List.of()).stream()
                .flatMap(one -> names(one.json()).stream())
                .distinct()
                .sorted()
                .toList();
        String name = names.isEmpty() ? "無い名前" : names.get(random.nextInt(names.size()));
        int from = random.nextInt(name.length());
        int to = from + 1 + random.nextInt(name.length() - from);
        switch (random.nextInt(3)) {
            case 0 -> {
                pairs.addAll(List.of(parameter + ":exact", name));
                return json -> names(json).contains(name);
            }
            case 1 -> {
                String start = name.substring(0, to);
                pairs.addAll(List.of(parameter, start));
                return json -> names(json).stream().anyMatch(one -> one.startsWith(start));
            }
            default -> {
                String part = name.substring(from, to);
                pairs.addAll(List.of(parameter + ":contains", part));
                return json -> names(json).stream().anyMatch(one -> one.contains(part));
            }
        }
    }

    private static Predicate<JsonNode> day(String type, String parameter, Random random, List<String> pairs) {
        String day = "20%d-%02d-15".formatted(18 + random.nextInt(9), 1 + random.nextInt(12));
        boolean from = random.nextBoolean();
        pairs.addAll(List.of(parameter, (from ? "ge" : "le") + day));
        String element = Objects.requireNonNull(ELEMENTS.get(type));
        return json -> {
            JsonNode period = json.path("effectivePeriod");
            String written = json.has(element)
                    ? json.path(element).asText()
                    : period.path(from ? "end" : "start").asText();
            if (written.length() < 10) {
                return false;
            }
            int order = written.substring(0, 10).compareTo(day);
            return from ? order >= 0 : order <= 0;
        };
    }

    private static Predicate<JsonNode> value(String parameter, Random random, List<String> pairs) {
        int bound = 1 + random.nextInt(200);
        pairs.addAll(List.of(parameter, "ge" + bound));
        return json -> json.path("valueQuantity").has("value")
                && json.path("valueQuantity").path("value").asDouble() >= bound;
    }
}
