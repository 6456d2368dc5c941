package org.tsumugi.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.server.search.RegionByHttp.and;
import static org.tsumugi.server.search.RegionByHttp.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.search.IndexedParameters;
import org.tsumugi.search.Name;
import org.tsumugi.search.NamedTypes;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.search.RegionByHttp.Answer;
import org.tsumugi.server.testing.GeneratedFiles;
import org.tsumugi.server.testing.ReadersByHeader;
import org.tsumugi.server.testing.ServerTest;

/** Search by name and counts over HTTP, compared with a look at every resource that the server has. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
@Import(ReadersByHeader.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIT {

    private static final String CONTAINS = "code-name:contains";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    private RegionByHttp region;
    private List<String> facilities;
    private EveryResource everything;

    @BeforeAll
    void load() throws IOException {
        region = new RegionByHttp(port);
        SortedMap<String, SortedMap<String, byte[]>> network = GeneratedFiles.network(2, 25, 20261122);
        facilities = List.copyOf(network.keySet());
        network.forEach((facility, files) -> new FacilityClient(port, facility).post(FacilityClient.tar(files)));
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> count("select count(*) from tsumugi.storage_file where state = 'PENDING'") == 0
                        && count("select count(*) from tsumugi.person_outbox") == 0);
        Map<String, Long> persons = new HashMap<>();
        jdbc.query("select patient, person from tsumugi.person_record", row -> {
            persons.put(row.getString(1), row.getLong(2));
        });
        everything = new EveryResource(persons);
        for (String facility : facilities) {
            Stream.concat(NamedTypes.ALL.stream(), Stream.of("Patient", "Medication"))
                    .forEach(type -> region.all(type + "?", facility)
                            .forEach(entry -> everything.add(facility, entry.path("resource"))));
        }
    }

    private long count(String sql) {
        Long count = jdbc.queryForObject(sql, Long.class);
        return count == null ? -1 : count;
    }

    @Test
    void searchesShouldFindWhatALookAtEveryResourceFinds() {
        Random random = new Random(1);
        int found = 0;
        for (int i = 0; i < 60; i++) {
            String type = NamedTypes.ALL.get(i % NamedTypes.ALL.size());
            EveryResource.Search search = everything.search(type, random);
            List<String> reads = random.nextInt(3) == 0 ? List.of(facilities.get(0)) : facilities;
            String[] readers = reads.toArray(String[]::new);
            TreeSet<String> expected = everything.ids(type, search.matches(), reads);
            assertThat(region.ids(search.query(), readers)).as(search.query()).isEqualTo(expected);
            assertThat(region.count(search.query(), readers)).as(search.query()).isEqualTo(expected.size());
            assertThat(region.get(and(search.query(), "_total=accurate&_count=1"), readers)
                            .total())
                    .as(search.query())
                    .isEqualTo(expected.size());
            assertThat(region.count(and(search.query(), "distinct=person"), readers))
                    .as(search.query())
                    .isEqualTo(everything.persons(type, search.matches(), reads));
            found += expected.isEmpty() ? 0 : 1;
        }
        assertThat(found).as("searches that find something").isGreaterThan(25);
    }

    @Test
    void cohortsShouldBeThoseOfALookAtEveryResource() {
        Random random = new Random(2);
        int found = 0;
        for (int i = 0; i < 30; i++) {
            EveryResource.Cohort cohort = everything.cohort(random);
            List<String> reads = random.nextInt(3) == 0 ? List.of(facilities.get(1)) : facilities;
            String[] readers = reads.toArray(String[]::new);
            TreeSet<String> expected = everything.patients(cohort, reads);
            assertThat(region.ids(cohort.query(), readers)).as(cohort.query()).isEqualTo(expected);
            assertThat(region.count(cohort.query(), readers)).as(cohort.query()).isEqualTo(expected.size());
            assertThat(region.count(and(cohort.query(), "distinct=person"), readers))
                    .as(cohort.query())
                    .isEqualTo(everything.personsOf(cohort, reads));
            found += expected.isEmpty() ? 0 : 1;
        }
        assertThat(found).as("cohorts that are not empty").isGreaterThan(10);
    }

    private static final List<String> PREFIXES = List.of("", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb");

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** A date that there is, to the day, month or year, in any comparison. */
    private static String date(String day, Random random) {
        String text = day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6);
        return any(PREFIXES, random) + text.substring(0, any(List.of(4, 7, 10, 10), random));
    }

    /** Of each parameter by which the index counts, searches by values that there are. */
    private List<String> comparisons(Random random) {
        Map<String, List<String[]>> values = new TreeMap<>();
        jdbc.query("""
                select distinct res_type, sp_name, cast(sp_value_low_date_ordinal as text) from hfj_spidx_date
                where sp_value_low_date_ordinal > 0 order by 1, 2, 3
                """, row -> {
            values.computeIfAbsent(row.getString(1) + "?" + row.getString(2), key -> new ArrayList<>())
                    .add(new String[] {row.getString(3)});
        });
        jdbc.query("""
                select distinct res_type, sp_name, cast(round(sp_value::numeric, 2) as text), coalesce(sp_system, ''), coalesce(sp_units, '')
                from hfj_spidx_quantity where sp_value is not null order by 1, 2, 3, 4, 5
                """, row -> {
            values.computeIfAbsent(row.getString(1) + "?" + row.getString(2), key -> new ArrayList<>())
                    .add(new String[] {row.getString(3), row.getString(4), row.getString(5)});
        });
        List<String> all = new ArrayList<>();
        Map<String, Set<String>> dates = new TreeMap<>(IndexedParameters.DAYS);
        dates.put("Patient", Set.of("birthdate"));
        dates.forEach((type, parameters) -> parameters.forEach(parameter -> {
            for (String[] day : drawn(values, type, parameter, random)) {
                all.add(query(type, parameter, date(day[0], random)));
            }
            for (String[] day :
                    drawn(values, "Patient", "birthdate", random).subList(0, type.equals("Patient") ? 0 : 2)) {
                all.add(query(type, "patient.birthdate", date(day[0], random)));
            }
        }));
        IndexedParameters.AMOUNTS.forEach((type, parameters) -> parameters.forEach(parameter -> {
            for (String[] amount : drawn(values, type, parameter, random)) {
                String unit = any(List.of("", "||" + amount[2], "|" + amount[1] + "|" + amount[2]), random);
                String prefix = any(PREFIXES.subList(0, 7), random);
                all.add(query(type, parameter, prefix + amount[0] + unit));
            }
        }));
        NamedTypes.ALL.forEach(type -> all.add(query(type, "patient.gender", any(List.of("male", "female"), random))));
        return all;
    }

    private static List<String[]> drawn(
            Map<String, List<String[]>> values, String type, String parameter, Random random) {
        List<String[]> there = values.getOrDefault(type + "?" + parameter, List.of());
        return there.isEmpty()
                ? List.of()
                : IntStream.range(0, 6).mapToObj(i -> any(there, random)).toList();
    }

    @Test
    void countsShouldBeTheTotalsOfListsHoweverTheyCompare() {
        List<String> asked = comparisons(new Random(3));
        int found = 0;
        for (String query : asked) {
            found += total(query) > 0 ? 1 : 0;
        }
        assertThat(asked).hasSizeGreaterThan(60);
        assertThat(found).as("searches that find something").isGreaterThan(40);
    }

    @Test
    void comparisonsWithAYearOrMonthShouldBeWithAllOfIt() {
        String day = Objects.requireNonNull(jdbc.queryForObject("""
                select max(sp_value_low_date_ordinal) from hfj_spidx_date where res_type = 'Observation' and sp_name = 'date'
                """, String.class));
        String born = Objects.requireNonNull(jdbc.queryForObject("""
                select percentile_disc(0.5) within group (order by sp_value_low_date_ordinal) from hfj_spidx_date
                where res_type = 'Patient' and sp_name = 'birthdate'
                """, String.class));
        for (String period : List.of(day.substring(0, 4), day.substring(0, 4) + "-" + day.substring(4, 6))) {
            assertThat(thoseOf("Observation?date=", period)).isPositive();
        }
        String year = born.substring(0, 4);
        assertThat(thoseOf("Patient?birthdate=", year)).isPositive();
        assertThat(thoseOf("Observation?patient.birthdate=", year)).isPositive();
        assertThat(thoseOf("Observation?subject:Patient.birthdate=", year)).isPositive();
        String has = "Patient?_has:Observation:patient:date=";
        assertThat(region.ids(has + "ge" + day.substring(0, 4)))
                .isEqualTo(region.ids(has + "ge" + day.substring(0, 4) + "-01-01"))
                .isNotEmpty();
        assertThat(region.count("Patient?distinct=person&birthdate=lt" + year))
                .as("which the index alone can count")
                .isPositive();
    }

    /** How many there are of a year or month, after it has been seen that what is before it and after it makes all with that. */
    private long thoseOf(String search, String period) {
        long before = total(search + "lt" + period);
        long of = total(search + period);
        long after = total(search + "gt" + period);
        assertThat(before + of + after).as(search).isEqualTo(total(search + "ge1700"));
        assertThat(total(search + "ge" + period)).as("from " + period + " on").isEqualTo(of + after);
        assertThat(total(search + "le" + period)).as("until " + period).isEqualTo(before + of);
        assertThat(total(search + "eb" + period)).isEqualTo(before);
        assertThat(total(search + "sa" + period)).isEqualTo(after);
        return of;
    }

    private long total(String search) {
        long counted = region.count(search);
        assertThat(region.get(and(search, "_total=accurate&_count=1")).total())
                .as(search)
                .isEqualTo(counted);
        return counted;
    }

    @Test
    void searchShouldTakeEscapedCharacters() {
        Name odd = new Name("Condition", "§|$\\,§");
        jdbc.update(
                "insert into tsumugi.search_name (name_key, resource_type, folded) values (?, ?, ?)",
                odd.key(),
                odd.type(),
                odd.folded());
        jdbc.update("insert into tsumugi.search_name_outbox (name_key) values (?)", odd.key());
        jdbc.update("""
                insert into tsumugi.named_record (name_key, partition_id, res_id)
                select ?, partition_id, res_id from hfj_resource where res_type = 'Condition' limit 1
                """, odd.key());
        String escaped = "\\|\\$\\\\\\,";
        assertThat(region.ids(query("Condition", CONTAINS, escaped))).hasSize(1);
        assertThat(region.ids(query("Patient", "_has:Condition:patient:" + CONTAINS, escaped)))
                .hasSize(1);
        jdbc.update("delete from tsumugi.named_record where name_key = ?", odd.key());
        assertThat(region.ids(query("Condition", CONTAINS, escaped))).isEmpty();
    }

    @Test
    void searchShouldFindWhateverTheWidthAndCase() {
        TreeSet<String> plain = region.ids(query("Observation", CONTAINS, "LDL"));
        assertThat(plain).isNotEmpty();
        for (String written : List.of("ＬＤＬ", "ldl", "ｌｄｌ", "L D　L")) {
            assertThat(region.ids(query("Observation", CONTAINS, written))).isEqualTo(plain);
        }
    }

    @Test
    void searchShouldGoWithEverythingElse() {
        String query = query("Observation", CONTAINS, "コレステロール", "_sort", "-date", "_include", "Observation:patient");
        List<JsonNode> matches = region.all(query);
        assertThat(matches).hasSizeGreaterThan(10);
        List<String> days = matches.stream()
                .map(entry -> entry.path("resource").path("effectiveDateTime").asText())
                .toList();
        assertThat(days).isSortedAccordingTo((one, other) -> other.compareTo(one));
        Answer page = region.get(and(query, "_count=7"));
        assertThat(page.entries().stream()
                        .filter(entry ->
                                entry.path("search").path("mode").asText().equals("match")))
                .hasSize(7);
        assertThat(page.entries())
                .anySatisfy(entry -> assertThat(
                                entry.path("resource").path("resourceType").asText())
                        .isEqualTo("Patient"));
        String patient = matches.get(0)
                .path("resource")
                .path("subject")
                .path("reference")
                .asText();
        TreeSet<String> ofOne = region.ids(query("Observation", CONTAINS, "コレステロール", "patient", patient));
        assertThat(ofOne)
                .isEqualTo(matches.stream()
                        .filter(entry -> entry.path("resource")
                                .path("subject")
                                .path("reference")
                                .asText()
                                .equals(patient))
                        .map(entry -> entry.path("resource").path("id").asText())
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(region.count(query("Observation", CONTAINS, "コレステロール", "patient", patient)))
                .isEqualTo(ofOne.size());
        assertThat(region.ids(query(patient + "/Observation", CONTAINS, "コレステロール")))
                .isEqualTo(ofOne);
    }

    @Test
    void searchShouldSayWhichNameWasFound() {
        List<JsonNode> matches = region.all(query("Observation", CONTAINS, "コレステロール"));
        assertThat(matches).allSatisfy(entry -> {
            JsonNode extension = entry.path("search").path("extension").path(0);
            assertThat(extension.path("url").asText()).isEqualTo(MatchedNames.NAME);
            assertThat(extension.path("valueString").asText()).contains("コレステロール");
        });
        JsonNode names = region.get(query("Observation", CONTAINS, "コレステロール", "_summary", "count"))
                .json()
                .path("meta")
                .path("extension")
                .path(0);
        assertThat(names.path("url").asText()).isEqualTo(CountNotes.NAMES);
        List<String> told = new ArrayList<>();
        long records = 0;
        for (JsonNode name : names.path("extension")) {
            told.add(name.path("extension").path(1).path("valueString").asText());
            records += name.path("extension").path(2).path("valueInteger").asLong();
        }
        assertThat(told).hasSizeGreaterThan(2).allMatch(name -> name.contains("コレステロール"));
        assertThat(records).isEqualTo(matches.size());
    }

    @Test
    void searchShouldFindTheDrugsOfMixtures() {
        Predicate<JsonNode> mixture = drug -> drug.has("medicationReference");
        TreeSet<String> mixtures = everything.ids("MedicationRequest", mixture, facilities);
        assertThat(mixtures).isNotEmpty();
        TreeSet<String> found = region.ids(query("MedicationRequest", CONTAINS, "液"));
        found.retainAll(mixtures);
        assertThat(found).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation?code-name:foo=x",
                "Observation?code-name:text=x",
                "Observation?code-name=",
                "Observation?code-name:contains=%20%E3%80%80",
                "Observation?code-name:missing=true",
                "Observation?has-member.code-name=x",
                "Patient?_has:Observation:patient:code-name:foo=x",
                "Patient?_has:Observation:patient:value-quantity=5x&_summary=count",
                "Observation?value-quantity=5x",
                "MedicationRequest?dose-quantity=ge5x&_summary=count",
                "MedicationRequest?dose-quantity=1e999999999",
                "Observation?code-value-quantity=a$5x",
                "Observation?code-value-quantity=a$1e999999999",
                "Observation?combo-code-value-quantity=a,b$1e999999999",
                "Patient?_has:Observation:patient:component-code-value-quantity=a$5x",
                "Patient?_has:AllergyIntolerance:subject:code-name=x&_summary=count",
                "Patient?_has:Observation:patient:has-member.code-name=x",
                "Observation?_sort=code-name",
                "Encounter?code-name=x",
                "Patient?_has:Encounter:patient:code-name=x",
                "Patient?_has:Observation:patient:distinct=person&_summary=count",
                "Observation?patient.distinct=person&_summary=count",
                "Observation?distinct=person",
                "Observation?distinct=facility&_summary=count",
                "Observation?status=final&distinct=person&_summary=count"
            })
    void searchShouldBeRefusedWhereItIsNotUnderstood(String query) {
        Answer answer = region.get(query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.diagnostics()).isNotEmpty().doesNotContain("HAPI");
    }

    @Test
    void searchShouldTakeManyValuesAndRefuseTooMany() {
        TreeSet<String> one = region.ids(query("Observation", CONTAINS, "LDL"));
        String others = IntStream.range(0, 99).mapToObj(i -> "無い名前" + i).collect(Collectors.joining(","));
        assertThat(region.ids(query("Observation", CONTAINS, "LDL," + others))).isEqualTo(one);
        assertThat(region.get(query("Observation", CONTAINS, "LDL,LDH," + others))
                        .status())
                .isEqualTo(400);
        assertThat(region.get(query("Patient", "_has:Observation:patient:" + CONTAINS, "LDL,LDH," + others))
                        .status())
                .isEqualTo(400);
        String fifty = IntStream.range(0, 50)
                .mapToObj(i -> query("", CONTAINS, "ldl,無い名前" + i).substring(1))
                .collect(Collectors.joining("&"));
        assertThat(region.count("Observation?" + fifty)).isEqualTo(one.size());
        assertThat(region.get("Observation?" + fifty + "&" + CONTAINS + "=ldl").status())
                .isEqualTo(400);
    }

    @Test
    void longTextShouldFindNothing() {
        assertThat(region.ids(query("Observation", CONTAINS, "あ".repeat(700)))).isEmpty();
        assertThat(region.count(query("Observation", CONTAINS, "あ".repeat(700))))
                .isZero();
    }

    @Test
    void batchShouldSearchByNameAsWell() {
        TreeSet<String> plain = region.ids(query("Observation", CONTAINS, "LDL"));
        JsonNode answers = region.batch(
                query("Observation", CONTAINS, "LDL", "_count", "1000"),
                query("Condition", CONTAINS, "症", "_summary", "count"));
        assertThat(answers.path("entry").path(0).path("resource").path("entry")).hasSize(plain.size());
        assertThat(answers.path("entry").path(1).path("resource").path("total").asLong())
                .isEqualTo(region.count(query("Condition", CONTAINS, "症")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation?value-quantity=5x",
                "Observation?value-quantity=1e999999999",
                "Observation?code-value-quantity=a%24ge1e999999999"
            })
    void batchShouldBeRefusedWhereASearchIsNotUnderstood(String query) {
        JsonNode answer = region.batch("Observation?_summary=count", query);
        assertThat(answer.path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.path("issue").path(0).path("diagnostics").asText()).contains("takes a number");
    }

    @Test
    void quantityOfACodeShouldBeSearched() {
        String code = region.get("Observation?value-quantity=ge0&_count=1")
                .json()
                .at("/entry/0/resource/code/coding/0/code")
                .asText();
        assertThat(code).isNotEmpty();
        String search = "Observation?code-value-quantity=" + code + "$";
        assertThat(region.count(search + "ge0")).isPositive();
        assertThat(region.count(search + "lt0")).isZero();
    }

    @Test
    void capabilityStatementShouldTellOfTheParameters() {
        JsonNode resources = region.get("metadata").json().path("rest").path(0).path("resource");
        Map<String, List<String>> parameters = new HashMap<>();
        resources.forEach(resource -> {
            List<String> names = new ArrayList<>();
            resource.path("searchParam")
                    .forEach(parameter -> names.add(parameter.path("name").asText() + ":"
                            + parameter.path("type").asText()));
            parameters.put(resource.path("type").asText(), names);
        });
        NamedTypes.ALL.forEach(type -> assertThat(parameters.get(type)).contains("code-name:string"));
        assertThat(parameters.get("MedicationRequest")).contains("dose-quantity:quantity");
        assertThat(parameters.get("MedicationAdministration")).contains("dose-quantity:quantity");
        assertThat(parameters.get("Patient")).contains("distinct:token").doesNotContain("code-name:string");
    }
}
