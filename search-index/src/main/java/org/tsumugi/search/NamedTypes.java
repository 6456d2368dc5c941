package org.tsumugi.search;

import java.util.List;

/** The resource types whose records bear a name: all that have a {@code code} or a {@code medication} that a clinician would look for. */
public final class NamedTypes {

    /** In the order of design and documentation. */
    public static final List<String> ALL = List.of(
            "Condition",
            "MedicationRequest",
            "MedicationAdministration",
            "Observation",
            "AllergyIntolerance",
            "ServiceRequest",
            "DiagnosticReport",
            "Procedure");

    private NamedTypes() {}
}
