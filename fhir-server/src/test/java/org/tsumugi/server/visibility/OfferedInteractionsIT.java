package org.tsumugi.server.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.consent.Fence;
import org.tsumugi.consent.ReadablePartitions;
import org.tsumugi.consent.VisibilityFences;

/** What the product's own allow-list lets pass, on a server where the reader could otherwise read and write. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Worlds.Provider.class)
class OfferedInteractionsIT {
    private static final String COUNT = "select count(*) from hfj_res_ver";

    private final World world;
    private final Switches widened;
    private final Object productAllowList;

    OfferedInteractionsIT(Worlds worlds) {
        world = worlds.with();
        widened = new Switches(world);
        productAllowList = Objects.requireNonNull(VisibilityFences.build(
                        world.bean(FhirContext.class),
                        world.bean(ReadablePartitions.class),
                        OfferedInteractions.forReaders(),
                        world.bean(ISearchParamRegistry.class),
                        () -> {})
                .get(Fence.ALLOW_LIST));
    }

    @BeforeAll
    void takeTheProductsAllowList() {
        widened.down(Fence.ALLOW_LIST);
        world.bean(RestfulServer.class).registerInterceptor(productAllowList);
    }

    @AfterAll
    void takeTheWidenedAllowList() {
        world.bean(RestfulServer.class).unregisterInterceptor(productAllowList);
        widened.close();
    }

    @Test
    void writingShouldBeRefusedWhateverTheRequest() {
        int before = world.count(COUNT);
        List<Probe> writes = WriteProbes.all("refused").stream()
                .filter(probe -> !probe.method().equals("GET"))
                .toList();
        assertThat(writes)
                .hasSizeGreaterThan(90)
                .allSatisfy(
                        write -> assertThat(world.send(write, "1", "1").get(0).status())
                                .as("%s", write)
                                .isIn(405, 400));
        assertThat(world.count(COUNT)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$meta",
                "Patient/$meta",
                "$get-resource-counts",
                "Patient/$everything",
                "Encounter/h1-encounter-1/$everything",
                "_history",
                "Patient/h1-patient-1/$graphql?query=%7Bid%7D"
            })
    void otherInteractionsShouldBeRefused(String path) {
        assertThat(world.send(Probe.get(path), "1", null).get(0).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/h1-patient-3",
                "Patient/h1-patient-3/_history/1",
                "Patient/h1-patient-3/_history",
                "Patient?family=suzuki1",
                "Patient/h1-patient-3/$everything",
                "Binary/00000000-0000-5000-8000-000000001001",
                "metadata"
            })
    void readingShouldBeAnswered(String path) {
        assertThat(world.send(Probe.get(path), "1", null).get(0).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "transaction"})
    void bundleShouldBeAnsweredWhenAllItsEntriesAreOffered(String type) {
        Answer answer = world.send(ReadProbes.bundle(type, "Patient/h1-patient-3", "$meta"), "1", null)
                .get(0);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"h1-patient-3\"").contains("405");
    }
}
