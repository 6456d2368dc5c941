package org.tsumugi.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.junit.jupiter.api.Test;

class ExampleTest {

    private static final URI SERVER = URI.create("http://127.0.0.1:8080");

    @Test
    void ofShouldGiveFiveExamplesWhenTheRecordHasEverything() {
        ExamplePatient patient = new ExamplePatient(
                "p1",
                new HumanName().setFamily("山田").addGiven("太郎"),
                new HumanName().setFamily("ヤマダ").addGiven("タロウ"),
                new Coding("urn:oid:1.2.392.200119.4.504", "3A010", "総蛋白"));

        List<String> lines = Example.of(patient).stream()
                .map(example -> example.curl(SERVER))
                .toList();

        assertThat(lines)
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).startsWith("curl -sG http://127.0.0.1:8080/fhir/"));
        assertThat(lines.get(0)).contains("--data-urlencode 'name=山田'", "--data-urlencode 'given=太郎'");
        assertThat(lines.get(2)).contains("'patient=p1'", "'code=3A010'");
    }

    @Test
    void curlShouldQuoteForTheShell() {
        Example example = new Example("", "", "/fhir/Patient", List.of("name=O'Neill"));

        assertThat(example.curl(SERVER))
                .isEqualTo("curl -sG http://127.0.0.1:8080/fhir/Patient --data-urlencode 'name=O'\\''Neill'");
    }
}
