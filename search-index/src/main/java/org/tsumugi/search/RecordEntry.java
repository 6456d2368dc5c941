package org.tsumugi.search;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the index knows of a resource about a patient.
 *
 * @param id logical id
 * @param type FHIR resource type
 * @param names keys of the names that it bears ({@link Name#key()})
 * @param days by search parameter ({@code date}, {@code authoredon} …)
 * @param amounts by search parameter ({@code value-quantity}, {@code dose-quantity})
 */
public record RecordEntry(
        String id, String type, Set<Long> names, Map<String, Days> days, Map<String, List<Amount>> amounts) {

    public RecordEntry {
        names = Set.copyOf(names);
        days = Map.copyOf(days);
        amounts = Map.copyOf(amounts);
    }
}
