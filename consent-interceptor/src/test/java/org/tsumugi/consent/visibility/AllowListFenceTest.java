package org.tsumugi.consent.visibility;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsumugi.consent.visibility.Requests.bundle;
import static org.tsumugi.consent.visibility.Requests.operation;
import static org.tsumugi.consent.visibility.Requests.request;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListFenceTest {
    private final AllowListFence fence = new AllowListFence(Requests.READING);

    @ParameterizedTest
    @EnumSource(
            value = RestOperationTypeEnum.class,
            names = {"READ", "VREAD", "HISTORY_INSTANCE", "HISTORY_TYPE", "SEARCH_TYPE", "METADATA"})
    void refuseWhatIsNotOfferedShouldPassReading(RestOperationTypeEnum interaction) {
        assertPasses(request(interaction));
    }

    @ParameterizedTest
    @EnumSource(
            value = RestOperationTypeEnum.class,
            mode = Mode.EXCLUDE,
            names = {"READ", "VREAD", "HISTORY_INSTANCE", "HISTORY_TYPE", "SEARCH_TYPE", "METADATA", "TRANSACTION"})
    void refuseWhatIsNotOfferedShouldRefuseEveryOtherInteraction(RestOperationTypeEnum interaction) {
        assertRefused(request(interaction));
    }

    @Test
    void refuseWhatIsNotOfferedShouldPassEverythingOfOnePatientOnly() {
        assertPasses(operation(RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE, "Patient", "$everything"));
        assertRefused(operation(RestOperationTypeEnum.EXTENDED_OPERATION_TYPE, "Patient", "$everything"));
        assertRefused(operation(RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE, "Encounter", "$everything"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$meta", "$meta-add", "$expunge", "$graphql", "$validate", "$something-new"})
    void refuseWhatIsNotOfferedShouldRefuseOtherOperations(String name) {
        assertRefused(operation(RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE, "Patient", name));
    }

    @ParameterizedTest
    @EnumSource(
            value = BundleType.class,
            names = {"BATCH", "TRANSACTION"})
    void refuseWhatIsNotOfferedShouldPassBundlesOfReads(BundleType type) {
        assertPasses(bundle(type, HTTPVerb.GET, HTTPVerb.GET));
    }

    @ParameterizedTest
    @EnumSource(
            value = HTTPVerb.class,
            names = {"POST", "PUT", "PATCH", "DELETE", "HEAD"})
    void refuseWhatIsNotOfferedShouldRefuseBundlesWithAnotherVerb(HTTPVerb verb) {
        assertRefused(bundle(BundleType.TRANSACTION, HTTPVerb.GET, verb));
        assertRefused(bundle(BundleType.BATCH, verb));
    }

    @ParameterizedTest
    @EnumSource(
            value = BundleType.class,
            names = {"COLLECTION", "MESSAGE", "DOCUMENT", "HISTORY"})
    void refuseWhatIsNotOfferedShouldRefuseOtherKindsOfBundle(BundleType type) {
        assertRefused(bundle(type));
    }

    @Test
    void refuseWhatIsNotOfferedShouldRefuseWhenTheInteractionOrTheBundleIsUnknown() {
        assertRefused(new ServletRequestDetails());
        assertRefused(request(RestOperationTypeEnum.TRANSACTION));
    }

    private void assertPasses(RequestDetails request) {
        assertThatCode(() -> fence.refuseWhatIsNotOffered(request)).doesNotThrowAnyException();
    }

    private void assertRefused(RequestDetails request) {
        assertThatThrownBy(() -> fence.refuseWhatIsNotOffered(request))
                .isInstanceOf(MethodNotAllowedException.class)
                .hasMessage(AllowListFence.REFUSAL);
    }
}
