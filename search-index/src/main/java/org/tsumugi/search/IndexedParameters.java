package org.tsumugi.search;

import java.util.Map;
import java.util.Set;

/** The search parameters of {@link NamedTypes#ALL} that the index knows beside the name; whatever else is asked is for the database. */
public final class IndexedParameters {

    /** Dates, by resource type. */
    public static final Map<String, Set<String>> DAYS = Map.of(
            "Condition", Set.of("onset-date", "recorded-date"),
            "MedicationRequest", Set.of("authoredon"),
            "MedicationAdministration", Set.of("effective-time"),
            "Observation", Set.of("date"),
            "AllergyIntolerance", Set.of("date"),
            "ServiceRequest", Set.of("authored"),
            "DiagnosticReport", Set.of("date"),
            "Procedure", Set.of("date"));

    /** Amounts, by resource type. */
    public static final Map<String, Set<String>> AMOUNTS = Map.of(
            "MedicationRequest", Set.of("dose-quantity"),
            "MedicationAdministration", Set.of("dose-quantity"),
            "Observation", Set.of("value-quantity"));

    private IndexedParameters() {}
}
