package org.tsumugi.server.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.server.visibility.Hospital.id;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.IdStrategyEnum;
import ca.uhn.fhir.jpa.api.model.HistoryCountModeEnum;
import ca.uhn.fhir.jpa.model.config.PartitionSettings.CrossPartitionReferenceMode;
import ca.uhn.fhir.jpa.model.entity.StorageSettings.TagStorageModeEnum;
import ca.uhn.fhir.jpa.util.ResourceCountCache;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.consent.Fence;

/**
 * Each fence and setting is needed: with it down something of the hidden hospital can be told, with it up nothing.
 * Where a second fence covers the leak, that one is down too. Hospital 4 is the reader's own, 5 the hidden one (in the
 * first world only), 6 visible to some. The table is in docs/security.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Worlds.Provider.class)
class FencesIT {
    private final World with;
    private final World without;

    FencesIT(Worlds worlds) {
        with = worlds.with();
        without = worlds.without();
        with.loadHospitals(5, 4, 6);
        without.loadHospitals(4, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/$everything", "Encounter/$everything"})
    void typeEverythingShouldLeakOnlyWithoutItsFence(String path) {
        assertSame(Probe.get(path), "4");
        try (Switches ignored = off().down(Fence.TYPE_EVERYTHING, Fence.CANONICAL_INCLUDES, Fence.LAST_LOOK)) {
            assertDifferent(Probe.get(path), "4");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CarePlan?_include=*",
                "CarePlan?_include=CarePlan:*",
                "PlanDefinition?_revinclude=CarePlan:instantiates-canonical",
                "Questionnaire?_revinclude=QuestionnaireResponse:questionnaire"
            })
    void canonicalIncludesShouldLeakOnlyWithoutTheirFence(String path) {
        assertSame(Probe.get(path), "4");
        try (Switches ignored = off().down(Fence.CANONICAL_INCLUDES, Fence.LAST_LOOK)) {
            assertDifferent(Probe.get(path), "4");
        }
    }

    @Test
    void canonicalIncludesShouldLeakToAReaderOfNothingOnlyWithoutTheirFence() {
        Probe probe = Probe.get("Questionnaire?_revinclude=QuestionnaireResponse:questionnaire");
        assertSame(probe, "");
        try (Switches ignored = off().down(Fence.CANONICAL_INCLUDES, Fence.LAST_LOOK)) {
            assertDifferent(probe, "");
        }
    }

    @Test
    void lastLookShouldStopTheAnswerAndAlarmWhenAnotherFenceIsDown() {
        Probe probe = Probe.get("CarePlan?_include=*");
        try (Switches ignored = off().down(Fence.CANONICAL_INCLUDES)) {
            double before = with.alarms();
            Answer answer = with.send(probe, "4", null).get(0);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("h5-");
            assertThat(with.alarms() - before).isEqualTo(1);
        }
    }

    @Test
    void scopeShouldBeTheConditionOfEveryAnswer() {
        Probe probe = Probe.get("Patient/" + id(4, "Patient", 1));
        assertThat(status(probe, "4", null)).isEqualTo(200);
        try (Switches ignored = off().down(Fence.SCOPE)) {
            assertThat(status(probe, "4", null)).isEqualTo(500);
        }
    }

    @Test
    void emptyListShouldLeakOnlyWhenGivenToHapiAsItIs() {
        Probe probe = Probe.get("Patient/" + id(5, "Patient", 1) + "/_history/1");
        assertSame(probe, "");
        try (Switches ignored = off().naivePartitions().down(Fence.LAST_LOOK)) {
            assertDifferent(probe, "");
        }
    }

    @Test
    void writingRequestShouldChangeAnotherHospitalOnlyWhenItReadsTheWholeList() {
        Probe patch = Probe.json(
                        "PATCH",
                        "Patient/" + id(6, "Patient", 2),
                        "[{\"op\":\"add\",\"path\":\"/gender\",\"value\":\"other\"}]")
                .with("Content-Type", "application/json-patch+json");
        assertThat(status(patch, "4,6", "4")).isEqualTo(404);
        try (Switches ignored = off().naivePartitions().down(Fence.LAST_LOOK)) {
            assertThat(status(patch, "4,6", "4")).isEqualTo(200);
            // Both worlds, so that they stay alike
            without.send(patch, "4,6", "4");
        }
    }

    @Test
    void transactionShouldStoreACrossingLinkOnlyWithoutWriteRuleAndConstraint() {
        try (Switches ignored = off().noConstraint()) {
            assertThat(crossingLinksAfter(crossing("rule"))).isZero();
        }
        try (Switches ignored = off().naivePartitions()) {
            assertThat(crossingLinksAfter(crossing("constraint"))).isZero();
        }
        try (Switches ignored = off().naivePartitions().noConstraint()) {
            assertThat(crossingLinksAfter(crossing("neither"))).isPositive();
        }
    }

    @Test
    void plainWriteShouldStoreACrossingLinkOnlyWhenReferencesMayCross() {
        String body = observation("plain", "Patient/" + id(6, "Patient", 1));
        Probe put = Probe.json("PUT", "Observation/plain", body);
        try (Switches ignored = off().naivePartitions().noConstraint()) {
            assertThat(crossingLinksAfter(put)).isZero();
        }
        try (Switches ignored = off().naivePartitions()
                .noConstraint()
                .partitions(
                        settings -> settings.setAllowReferencesAcrossPartitions(
                                CrossPartitionReferenceMode.ALLOWED_UNQUALIFIED),
                        settings ->
                                settings.setAllowReferencesAcrossPartitions(CrossPartitionReferenceMode.NOT_ALLOWED))) {
            assertThat(crossingLinksAfter(put)).isPositive();
        }
    }

    @Test
    void tagsShouldLeakOnlyWhenKeptInACommonTable() {
        Probe read = Probe.get("Patient/" + id(7, "Patient", 1));
        try (Switches ignored = off().storage(
                        settings -> settings.setTagStorageMode(TagStorageModeEnum.VERSIONED),
                        settings -> settings.setTagStorageMode(TagStorageModeEnum.INLINE))) {
            with.loadHospitals(8, 7);
            without.loadHospitals(7);
            assertDifferent(read, "7");
            assertDifferent(Probe.get("$meta"), "7");
            assertDifferent(Probe.get("Patient/$meta"), "7");
        }
        assertSame(Probe.get("Patient/" + id(4, "Patient", 1)), "4");
        assertSame(Probe.get("PlanDefinition/" + id(4, "PlanDefinition", 1)), "4");
    }

    @Test
    void historyTotalShouldLeakOnlyWhenCountsAreShared() {
        Probe history = Probe.get("Encounter/_history");
        assertSame(history, "4");
        try (Switches ignored = off().storage(
                        settings -> settings.setHistoryCountMode(HistoryCountModeEnum.CACHED_ONLY_WITHOUT_OFFSET),
                        settings -> settings.setHistoryCountMode(HistoryCountModeEnum.COUNT_ACCURATE))) {
            assertDifferent(history, "4");
        }
    }

    @Test
    void metadataShouldNotCountWhatIsStored() {
        Probe metadata = Probe.get("metadata");
        assertSame(metadata, "4");
        assertThat(with.send(metadata, "4", null).get(0).body())
                .contains("CapabilityStatement")
                .doesNotContain("resourceCount");
    }

    @Test
    void resourcesOfTheWholeServerShouldNotBeCounted() {
        ResourceCountCache counts = with.bean(ResourceCountCache.class);
        // as HAPI does at the start and later again
        counts.clear();
        counts.update();
        assertThat(counts.get()).isNull();
    }

    @Test
    void newIdsShouldLeakOnlyWhenTheyAreNumbers() {
        Probe create = Probe.json("POST", "Organization", "{\"resourceType\":\"Organization\",\"name\":\"New\"}");
        assertThat(compare(create, "4", "4")).isEmpty();
        try (Switches ignored = off().storage(
                        settings -> settings.setResourceServerIdStrategy(IdStrategyEnum.SEQUENTIAL_NUMERIC),
                        settings -> settings.setResourceServerIdStrategy(IdStrategyEnum.UUID))) {
            assertThat(compare(create, "4", "4")).isNotEmpty();
        }
    }

    @Test
    void includeOrderShouldLeakOnlyWithoutItsFence() {
        Probe[] probes = {
            Probe.get("Patient?_revinclude=Observation:patient"),
            Probe.get("Observation?_include=Observation:patient&_include=Observation:encounter")
        };
        assertSame(probes[0], "4,6");
        assertSame(probes[1], "4,6");
        try (Switches ignored = off().down(Fence.INCLUDE_ORDER)) {
            assertThat(Arrays.stream(probes)
                            .anyMatch(probe -> !compare(probe, "4,6", null).isEmpty()))
                    .isTrue();
        }
    }

    @Test
    void tiesShouldLeakOnlyWithoutTheStableOrderFence() {
        List<Probe> probes = Stream.of(
                        "Observation", "Patient", "Condition", "Encounter", "MedicationRequest", "Specimen")
                .flatMap(
                        type -> Stream.of(type + "?_count=3", type + "?_sort=_profile&_count=2", type + "?_tag=shared"))
                .map(Probe::get)
                .toList();
        with.gatherStatistics();
        without.gatherStatistics();
        assertThat(new Comparison(with, without).readAs(probes, "4,6").differences())
                .isEmpty();
        try (Switches ignored = off().down(Fence.STABLE_ORDER)) {
            assertThat(new Comparison(with, without).readAs(probes, "4,6").differences())
                    .isNotEmpty();
        }
    }

    @Test
    void uniqueComboShouldLeakWhereSomebodyCouldStoreOne() {
        Probe create = Probe.json(
                "PUT",
                "PlanDefinition/combo",
                "{\"resourceType\":\"PlanDefinition\",\"id\":\"combo\",\"title\":\"Only once\"}");
        Probe sameElsewhere = Probe.json(
                "PUT",
                "PlanDefinition/same",
                "{\"resourceType\":\"PlanDefinition\",\"id\":\"same\",\"title\":\"Only once\"}");
        with.send(create, "5", "5");
        assertThat(compare(sameElsewhere, "13", "13")).isEmpty();
        try (Switches ignored = off().uniqueCombo()) {
            with.send(
                    Probe.json(
                            "PUT",
                            "PlanDefinition/combo",
                            "{\"resourceType\":\"PlanDefinition\",\"id\":\"combo\",\"title\":\"Only twice\"}"),
                    "5",
                    "5");
            Probe twice = Probe.json(
                    "PUT",
                    "PlanDefinition/same",
                    "{\"resourceType\":\"PlanDefinition\",\"id\":\"same\",\"title\":\"Only twice\"}");
            assertThat(compare(twice, "13", "13")).isNotEmpty();
        }
    }

    @Test
    void searchShouldBeStoredOnlyWithoutTheSynchronousFence() {
        Probe search = Probe.get("Observation?_count=2");
        int before = with.count("select count(*) from hfj_search");
        assertThat(with.send(search, "4", null)).noneMatch(page -> page.body().contains("_getpages"));
        assertThat(with.count("select count(*) from hfj_search")).isEqualTo(before);
        try (Switches ignored = off().down(Fence.SYNCHRONOUS_SEARCH)) {
            assertThat(with.send(search, "4", null))
                    .anyMatch(page -> page.body().contains("_getpages"));
            assertThat(with.count("select count(*) from hfj_search")).isGreaterThan(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient?family:missing=true", "Observation?patient.family:missing=true"})
    void missingShouldBeAnInternalErrorOnlyWithoutItsFence(String path) {
        assertThat(status(Probe.get(path), "4", null)).isEqualTo(400);
        try (Switches ignored = off().down(Fence.MISSING_MODIFIER)) {
            assertThat(status(Probe.get(path), "4", null)).isNotEqualTo(400);
        }
    }

    @Test
    void conditionalCreateShouldLeakOnlyWhenMatchUrlsAreUniqueAcrossPartitions() {
        assertThat(conditionalCreateDiffers("one")).isFalse();
        try (Switches ignored = off().partitions(
                        settings -> settings.setConditionalCreateDuplicateIdentifiersEnabled(false),
                        settings -> settings.setConditionalCreateDuplicateIdentifiersEnabled(true))) {
            assertThat(conditionalCreateDiffers("two")).isTrue();
        }
    }

    /** The hidden hospital makes the same conditional create first, in the world where it is. */
    private boolean conditionalCreateDiffers(String number) {
        String body =
                "{\"resourceType\":\"Organization\",\"identifier\":[{\"system\":\"http://example.org/o\",\"value\":\""
                        + number + "\"}]}";
        Probe create = Probe.json("POST", "Organization", body)
                .with("If-None-Exist", "identifier=http://example.org/o%7C" + number);
        with.send(create, "5", "5");
        return !compare(create, "4", "4").isEmpty();
    }

    private int crossingLinksAfter(Probe probe) {
        with.send(probe, "4,6", "4");
        without.send(probe, "4,6", "4");
        return with.crossingLinks();
    }

    private static Probe crossing(String id) {
        String entry = "{\"resource\":" + observation(id, "Patient/" + id(6, "Patient", 1))
                + ",\"request\":{\"method\":\"PUT\",\"url\":\"Observation/" + id + "\"}}";
        return Probe.json(
                "POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entry + "]}");
    }

    private static String observation(String id, String subject) {
        return "{\"resourceType\":\"Observation\",\"id\":\"" + id
                + "\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"" + subject + "\"}}";
    }

    private int status(Probe probe, String reads, @Nullable String writes) {
        return with.send(probe, reads, writes).get(0).status();
    }

    private void assertSame(Probe probe, String reads) {
        assertThat(compare(probe, reads, null)).isEmpty();
    }

    private void assertDifferent(Probe probe, String reads) {
        assertThat(compare(probe, reads, null))
                .as("%s in both worlds: %s", probe, with.send(probe, reads, null))
                .isNotEmpty();
    }

    private List<String> compare(Probe probe, String reads, @Nullable String writes) {
        if (writes != null) {
            return new Comparison(with, without)
                    .writeAs(List.of(probe), reads, writes)
                    .differences();
        }
        with.send(probe, "5", null);
        with.send(probe, "4,5", null);
        return new Comparison(with, without).readAs(List.of(probe), reads).differences();
    }

    private Switches off() {
        return new Switches(with, without);
    }
}
