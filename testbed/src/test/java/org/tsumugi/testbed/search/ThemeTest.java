package org.tsumugi.testbed.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tsumugi.search.AmountTest;
import org.tsumugi.search.CountQuery.OfPatients;
import org.tsumugi.search.CountQuery.OfRecords;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.DayTest;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.PatientCondition;
import org.tsumugi.search.RecordCondition;

class ThemeTest {

    private static Theme theme(String id) {
        return Question.THEMES.stream()
                .filter(theme -> theme.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void urlShouldBeAsDocumented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "search.md"));
        assertThat(Question.THEMES)
                .filteredOn(theme -> theme.id().matches("T[1-8]"))
                .hasSize(8)
                .allSatisfy(theme ->
                        assertThat(page).contains("`" + theme.url(theme.ways().get(0), Unit.RESOURCE, 0) + "`"));
    }

    @Test
    void urlShouldBeThatOfTheTheme() {
        Map<String, String> urls = Question.THEMES.stream()
                .collect(Collectors.toMap(
                        Theme::id, theme -> theme.url(theme.ways().get(0), Unit.RESOURCE, 0)));

        assertThat(urls)
                .containsEntry("T1", "Patient?birthdate=ge1951-04-01&birthdate=le1961-03-31&_summary=count")
                .containsEntry("T2", "Patient?birthdate=ge1951-04-01&birthdate=le1961-03-31&gender=male&_summary=count")
                .containsEntry("T3", "Condition?code-name:contains=心不全&_summary=count")
                .containsEntry(
                        "T4",
                        "Condition?code-name:contains=心不全&onset-date=ge2024-04-01&onset-date=le2025-03-31&_summary=count")
                .containsEntry("T5", "MedicationRequest?code-name:contains=レバミピド&_summary=count")
                .containsEntry(
                        "T6",
                        "MedicationRequest?code-name:contains=レバミピド&dose-quantity=ge1&authoredon=ge2024-04-01"
                                + "&authoredon=le2025-03-31&_summary=count")
                .containsEntry("T7", "Observation?code-name:contains=LDLコレステロール&_summary=count")
                .containsEntry(
                        "T8",
                        "Observation?code-name:contains=LDLコレステロール&value-quantity=ge120&date=ge2024-04-01"
                                + "&date=le2025-03-31&_summary=count")
                .containsEntry(
                        "T8+T2",
                        "Observation?code-name:contains=LDLコレステロール&value-quantity=ge120&date=ge2024-04-01"
                                + "&date=le2025-03-31&patient.birthdate=ge1951-04-01&patient.birthdate=le1961-03-31"
                                + "&patient.gender=male&_summary=count")
                .containsEntry(
                        "cohort",
                        "Patient?birthdate=ge1951-04-01&birthdate=le1961-03-31&gender=male"
                                + "&_has:Condition:patient:code-name:contains=心不全"
                                + "&_has:MedicationRequest:patient:code-name:contains=レバミピド"
                                + "&_has:Observation:patient:code-name:contains=LDLコレステロール&_summary=count")
                .containsEntry("one character", "MedicationRequest?code-name:contains=錠&_summary=count")
                .hasSize(11);
    }

    @Test
    void urlShouldAskForWholeNamesAndForPersons() {
        assertThat(theme("T5").url(Way.EXACT, Unit.PERSON, 0))
                .isEqualTo("MedicationRequest?code-name:exact=レバミピド錠１００ｍｇ「架空」&_summary=count&distinct=person");
    }

    @Test
    void variationShouldMoveAllDates() {
        assertThat(theme("T8+T2").url(Way.EXACT, Unit.RESOURCE, 30))
                .contains(
                        "&date=ge2024-05-01&date=le2025-04-30",
                        "&patient.birthdate=ge1951-05-01&patient.birthdate=le1961-04-30");
        assertThat(theme("T8").query(Way.EXACT, Unit.RESOURCE, 30))
                .isNotEqualTo(theme("T8").query(Way.EXACT, Unit.RESOURCE, 0));
    }

    @Test
    void queryOfOneRecordShouldCountRecords() {
        assertThat(theme("T8").query(Way.SUBSTRING, Unit.RESOURCE, 0))
                .isEqualTo(new OfRecords(
                        Unit.RESOURCE,
                        new RecordCondition(
                                "Observation",
                                List.of(List.of(new NameTest(NameTest.Mode.CONTAINS, "ldlコレステロール"))),
                                List.of(
                                        Map.entry("date", List.of(from(20240401))),
                                        Map.entry("date", List.of(to(20250331)))),
                                List.of(Map.entry(
                                        "value-quantity",
                                        List.of(new AmountTest(AmountTest.Comparison.GREATER_OR_EQUAL, 120, "", ""))))),
                        PatientCondition.ANY));
    }

    @Test
    void queryOfNoRecordShouldCountPatients() {
        assertThat(theme("T2").query(Way.NONE, Unit.PERSON, 0))
                .isEqualTo(new OfPatients(
                        Unit.PERSON,
                        new PatientCondition(
                                List.of(List.of(from(19510401)), List.of(to(19610331))), List.of(Set.of("male"))),
                        List.of()));
    }

    private static DayTest from(int day) {
        return new DayTest(DayTest.Comparison.ENDS_FROM, day, 0);
    }

    private static DayTest to(int day) {
        return new DayTest(DayTest.Comparison.BEGINS_BY, 0, day);
    }

    @Test
    void trialShouldHavePublishedNothingOfOurThemes() {
        assertThat(Question.all())
                .allSatisfy(question -> assertThat(question.published())
                        .isEqualTo(
                                question.theme().id().length() > 2
                                        ? "not asked"
                                        : question.way() == Way.SUBSTRING
                                                ? "PostgreSQL 5–8 s, MongoDB over 1 h"
                                                : "PostgreSQL 5–8 s"));
    }
}
