package org.tsumugi.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.server.search.RegionByHttp.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.search.RegionByHttp.Answer;
import org.tsumugi.server.testing.GeneratedFiles;
import org.tsumugi.server.testing.ServerTest;

/** Small counts are not told, where that is asked for. */
@ServerTest
@TestPropertySource(properties = {"tsumugi.demo-clients=true", "tsumugi.search.suppress-counts-below=5"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuppressedCountsIT {

    private static final String FACILITY = "1319900902";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    private RegionByHttp region;

    @BeforeAll
    void load() throws IOException {
        region = new RegionByHttp(port);
        new FacilityClient(port, FACILITY).post(FacilityClient.tar(GeneratedFiles.of(3, 5)));
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> {
            Long waiting = jdbc.queryForObject(
                    "select count(*) from tsumugi.storage_file where state = 'PENDING'", Long.class);
            return waiting != null && waiting == 0;
        });
    }

    private static void assertIsSuppressed(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("total")).isFalse();
        JsonNode extensions = answer.json().path("meta").path("extension");
        assertThat(extensions).as("names would tell").hasSize(1);
        assertThat(extensions.path(0).path("url").asText()).isEqualTo(CountNotes.SUPPRESSED);
        assertThat(extensions
                        .path(0)
                        .path("extension")
                        .path(0)
                        .path("valueInteger")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void smallCountShouldNotBeTold() {
        int patients = region.all("Patient?").size();
        assertThat(patients).isBetween(1, 4);
        assertIsSuppressed(region.get(query("Patient", "_summary", "count")));
        assertIsSuppressed(region.get(query("Patient", "_summary", "count", "distinct", "person")));
        assertIsSuppressed(region.get(query("Patient", "_summary", "count", "active", "true")));
    }

    @Test
    void countsThatAreNotSmallOrOfSomeoneShouldBeTold() {
        assertThat(region.count(query("Observation", "code-name:contains", "l")))
                .isGreaterThan(4);
        assertThat(region.count(query("Condition", "code-name:exact", "無い病名"))).isZero();
        String patient =
                region.all("Patient?").get(0).path("resource").path("id").asText();
        assertThat(region.count(query("Encounter", "patient", patient, "_lastUpdated", "ge2000")))
                .isNotNegative();
        Answer list = region.get(query("Patient", "_total", "accurate"));
        assertThat(list.total())
                .as("who sees them may count them")
                .isEqualTo(list.entries().size());
    }

    @Test
    void smallCountShouldNotBeToldOfAllOfWhomSomethingIsTrue() {
        JsonNode patient = region.all("Patient?").get(0).path("resource");
        String born = patient.path("birthDate").asText();
        for (String ofMany : List.of(
                query(
                        "Patient",
                        "_summary",
                        "count",
                        "identifier",
                        identifier(patient).replaceAll("\\|.*", "|")),
                query("Condition", "_summary", "count", "patient.birthdate", born, "distinct", "person"),
                query("Condition", "_summary", "count", "patient.gender", "male", "distinct", "person"),
                query("Condition", "_summary", "count", "patient.gender", "female", "distinct", "person"))) {
            Answer answer = region.get(ofMany);
            assertThat(answer.status()).as(ofMany).isEqualTo(200);
            assertThat(answer.total()).as(ofMany).isNotIn(1L, 2L, 3L, 4L);
        }
        assertThat(region.count(query("Patient", "identifier", identifier(patient))))
                .as("one is asked for")
                .isEqualTo(1);
    }

    private static String identifier(JsonNode patient) {
        JsonNode first = patient.path("identifier").path(0);
        return first.path("system").asText() + "|" + first.path("value").asText();
    }

    /** A character in the name of few records of a type and in one of many. */
    private record Common(String type, String character, long rare) {}

    private Common common() {
        return jdbc.queryForObject(
                """
                with borne as (
                    select v.resource_type, v.folded, count(*) as records
                    from tsumugi.search_name v join tsumugi.named_record n on n.name_key = v.name_key
                    group by v.resource_type, v.folded),
                letters as (
                    select distinct resource_type, folded, records, letter
                    from borne, regexp_split_to_table(folded, '') as letter)
                select resource_type, letter, count(*) filter (where records < 5) from letters
                group by resource_type, letter
                having count(*) filter (where records < 5) > 0 and count(*) filter (where records >= 5) between 1 and 20
                order by resource_type, letter limit 1
                """, (row, number) -> new Common(row.getString(1), row.getString(2), row.getLong(3)));
    }

    @Test
    void namesOfFewRecordsShouldNotBeTold() {
        Common asked = common();
        Answer answer = region.get(query(asked.type(), "code-name:contains", asked.character(), "_summary", "count"));
        assertThat(answer.total()).isGreaterThanOrEqualTo(5);
        JsonNode extensions = answer.json().path("meta").path("extension");
        assertThat(extensions)
                .as(asked.rare() + " names are kept back, and all others, which leave them of the total")
                .isEmpty();
    }

    @Test
    void smallCountShouldNotBeToldInABatchEither() {
        JsonNode answers = region.batch(query("Patient", "_summary", "count"));
        JsonNode entry = answers.path("entry").path(0);
        assertThat(entry.path("response").path("status").asText()).startsWith("400");
        assertThat(entry.path("resource").has("total")).isFalse();
    }
}
