package org.tsumugi.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

class OutcomeInterceptorTest {

    private final OutcomeInterceptor interceptor = new OutcomeInterceptor();

    @Test
    void replaceShouldTurnDeletedIntoNotFound() {
        BaseServerResponseException replaced =
                Objects.requireNonNull(interceptor.replace(new ResourceGoneException("HAPI-1996: Patient/0123")));

        assertThat(replaced.getStatusCode()).isEqualTo(404);
        assertThat(replaced.getMessage()).isEqualTo(Failure.NOT_FOUND.words());
        assertThat(replaced.getCause()).isNull();
    }

    @Test
    void replaceShouldLeaveNotModifiedAlone() {
        assertThat(interceptor.replace(new NotModifiedException("not modified")))
                .isNull();
    }

    @Test
    void replaceInBatchShouldReplaceFailedEntriesOnly() {
        Bundle batch = new Bundle().setType(BundleType.BATCHRESPONSE);
        batch.addEntry().setResource(new Patient()).getResponse().setStatus("200 OK");
        OperationOutcome quoting = new OperationOutcome();
        quoting.addIssue().setDiagnostics("HAPI-1996: Patient/0123 is deleted");
        batch.addEntry()
                .getResponse()
                .setStatus("410 Gone")
                .setLocation("Patient/0123/_history/2")
                .setOutcome(quoting);

        interceptor.replaceInBatch(batch);

        assertThat(batch.getEntryFirstRep().getResource()).isInstanceOf(Patient.class);
        BundleEntryComponent failed = batch.getEntry().get(1);
        assertThat(failed.getResponse().getStatus()).isEqualTo("404 Not Found");
        assertThat(failed.getResponse().getLocation()).isNull();
        assertThat(((OperationOutcome) failed.getResponse().getOutcome())
                        .getIssueFirstRep()
                        .getDiagnostics())
                .isEqualTo(Failure.NOT_FOUND.words());
    }
}
