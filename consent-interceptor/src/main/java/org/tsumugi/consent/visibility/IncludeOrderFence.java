package org.tsumugi.consent.visibility;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.jspecify.annotations.Nullable;

/** Puts included resources in the order of their URLs, in the answers inside a batch or transaction answer too. */
@Interceptor
public final class IncludeOrderFence {
    private static final Comparator<BundleEntryComponent> BY_URL =
            Comparator.comparing(BundleEntryComponent::getFullUrl, Comparator.nullsLast(Comparator.naturalOrder()));

    /** Matches keep their places; the includes share out theirs. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void sortIncludes(@Nullable IBaseResource answer) {
        if (answer instanceof Bundle bundle) {
            sort(bundle);
        }
    }

    private static void sort(Bundle bundle) {
        List<BundleEntryComponent> entries = bundle.getEntry();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            BundleEntryComponent entry = entries.get(i);
            if (entry.getSearch().getMode() == SearchEntryMode.INCLUDE) {
                places.add(i);
            }
            if (entry.getResource() instanceof Bundle inner) {
                sort(inner);
            }
        }
        List<BundleEntryComponent> sorted =
                places.stream().map(entries::get).sorted(BY_URL).toList();
        for (int i = 0; i < places.size(); i++) {
            entries.set(places.get(i), sorted.get(i));
        }
    }
}
