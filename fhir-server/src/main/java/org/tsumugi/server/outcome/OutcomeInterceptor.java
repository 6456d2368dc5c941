package org.tsumugi.server.outcome;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Locale;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/** The way out through HAPI FHIR: registered with the RestfulServer. */
@Interceptor
public final class OutcomeInterceptor {

    /** Replaces any exception by one that says only what the table says. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException replace(Throwable thrown) {
        if (thrown instanceof BaseServerResponseException hapi && hapi.getStatusCode() < 400) {
            return null; // 304 travels as an exception too
        }
        Outcome outcome = FailureTable.of(thrown);
        FailureLog.report(outcome, thrown);
        BaseServerResponseException replacement =
                BaseServerResponseException.newInstance(outcome.status(), outcome.diagnostics());
        replacement.setOperationOutcome(outcome.resource());
        outcome.headers().forEach(replacement::addResponseHeader);
        return replacement;
    }

    /** The entries of a batch fail one by one inside a bundle that succeeds; they get the same words. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void replaceInBatch(@Nullable IBaseResource resource) {
        if (resource instanceof Bundle bundle && bundle.getType() == BundleType.BATCHRESPONSE) {
            bundle.getEntry().stream()
                    .filter(entry -> statusOf(entry.getResponse()) >= 400)
                    .forEach(OutcomeInterceptor::replace);
        }
    }

    private static void replace(BundleEntryComponent entry) {
        Outcome outcome = FailureTable.of(Failure.ofStatus(statusOf(entry.getResponse())));
        entry.setResource(null);
        entry.setResponse(new BundleEntryResponseComponent()
                .setStatus(outcome.status() + " " + reason(outcome.status()))
                .setOutcome(outcome.resource()));
    }

    private static String reason(int status) {
        org.springframework.http.HttpStatus known = org.springframework.http.HttpStatus.resolve(status);
        return known == null
                ? OperationOutcome.IssueSeverity.ERROR.toCode().toUpperCase(Locale.ROOT)
                : known.getReasonPhrase();
    }

    private static int statusOf(BundleEntryResponseComponent response) {
        String status = response.getStatus();
        return status != null && status.matches("\\d{3}(\\D.*)?") ? Integer.parseInt(status.substring(0, 3)) : 200;
    }
}
