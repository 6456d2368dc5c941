package org.tsumugi.consent.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.junit.jupiter.api.Test;

class IncludeOrderFenceTest {
    private final IncludeOrderFence fence = new IncludeOrderFence();

    @Test
    void sortIncludesShouldSortIncludesAndKeepMatchesInPlace() {
        Bundle bundle = searchset();
        fence.sortIncludes(bundle);
        assertThat(urls(bundle)).containsExactly("m2", "m1", "a", "b", "c");
    }

    @Test
    void sortIncludesShouldSortTheAnswersInsideABatch() {
        Bundle batch = new Bundle();
        Bundle inner = searchset();
        batch.addEntry().setResource(inner);
        fence.sortIncludes(batch);
        assertThat(urls(inner)).containsExactly("m2", "m1", "a", "b", "c");
    }

    private static Bundle searchset() {
        Bundle bundle = new Bundle();
        add(bundle, SearchEntryMode.MATCH, "m2");
        add(bundle, SearchEntryMode.MATCH, "m1");
        add(bundle, SearchEntryMode.INCLUDE, "c");
        add(bundle, SearchEntryMode.INCLUDE, "a");
        add(bundle, SearchEntryMode.INCLUDE, "b");
        return bundle;
    }

    private static void add(Bundle bundle, SearchEntryMode mode, String url) {
        bundle.addEntry().setFullUrl(url).getSearch().setMode(mode);
    }

    private static List<String> urls(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getFullUrl)
                .toList();
    }
}
