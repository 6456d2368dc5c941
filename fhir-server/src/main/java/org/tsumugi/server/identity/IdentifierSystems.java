package org.tsumugi.server.identity;

import java.util.Optional;
import org.tsumugi.hl7v2.PatientIds;

/** The systems of identifiers by which persons and their records go. */
public final class IdentifierSystems {

    /** Of common health IDs (健康共通ID). */
    public static final String COMMON_HEALTH_ID = "urn:tsumugi:common-health-id";

    /**
     * Of insured numbers as one value {@code insurer:symbol:number:branch}, what is not known being empty (Japanese clinical information
     * sharing, CLINS).
     */
    static final String INSURED_NUMBER = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";

    private static final String ANY_FACILITY = PatientIds.system("");

    private IdentifierSystems() {}

    /** The facility whose patient numbers a system holds, by its form alone; empty for other systems. */
    static Optional<String> facility(String system) {
        return system.startsWith(ANY_FACILITY) && system.length() == ANY_FACILITY.length() + 10
                ? Optional.of(system.substring(ANY_FACILITY.length()))
                : Optional.empty();
    }
}
