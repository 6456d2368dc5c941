package org.tsumugi.server.outcome;

import ca.uhn.fhir.context.FhirContext;
import java.util.Map;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * One answer of the table.
 *
 * @param status the HTTP status
 * @param severity the FHIR {@code issue-severity}
 * @param type the FHIR {@code issue-type}
 * @param diagnostics English, for the developer of the calling system; no value of the request or of a record
 * @param headers headers that belong to the answer, such as {@code Retry-After}
 */
public record Outcome(
        int status, IssueSeverity severity, IssueType type, String diagnostics, Map<String, String> headers) {

    /** The media type of {@link #json()}. */
    public static final String MEDIA_TYPE = "application/fhir+json;charset=UTF-8";

    static Outcome of(Failure failure) {
        return of(failure, failure.words());
    }

    static Outcome of(Failure failure, String diagnostics) {
        return new Outcome(failure.status(), IssueSeverity.ERROR, failure.type(), diagnostics, Map.of());
    }

    Outcome with(String header, String value) {
        return new Outcome(status, severity, type, diagnostics, Map.of(header, value));
    }

    /** A new OperationOutcome with this one issue. */
    public OperationOutcome resource() {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(severity).setCode(type).setDiagnostics(diagnostics);
        return outcome;
    }

    /** {@link #resource()} as FHIR JSON on one line. */
    public String json() {
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource());
    }
}
