package org.tsumugi.consent.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.consent.visibility.Requests.FHIR;
import static org.tsumugi.consent.visibility.Requests.patientIn;
import static org.tsumugi.consent.visibility.Requests.reader;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap.EverythingModeEnum;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.api.server.SimplePreResourceAccessDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.FhirContextSearchParamRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalIncludeFenceTest {
    private final CanonicalIncludeFence fence =
            new CanonicalIncludeFence(FHIR, new FhirContextSearchParamRegistry(FHIR));
    private final SearchParameterMap map = new SearchParameterMap();
    private final ServletRequestDetails request = reader(1, 3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "Observation:*",
                "CarePlan:instantiates-canonical",
                "QuestionnaireResponse:questionnaire",
                "MessageDefinition:parent"
            })
    void dropForeignShouldDropWhenAnIncludeMayBeCanonical(String include) {
        map.addInclude(new Include(include));
        assertThat(droppedOfOneTwoThreeZero()).containsExactly(false, true, false, false);
    }

    @Test
    void dropForeignShouldDropWhenAReverseIncludeMayBeCanonical() {
        map.addRevInclude(new Include("QuestionnaireResponse:questionnaire"));
        assertThat(droppedOfOneTwoThreeZero()).containsExactly(false, true, false, false);
    }

    @Test
    void dropForeignShouldDropWhenEverythingOfAnEncounterIsAsked() {
        map.setEverythingMode(EverythingModeEnum.ENCOUNTER_INSTANCE);
        assertThat(droppedOfOneTwoThreeZero()).containsExactly(false, true, false, false);
    }

    @Test
    void dropForeignShouldNotLoadResourcesTwiceWhenEverythingOfAPatientIsAsked() {
        map.setEverythingMode(EverythingModeEnum.PATIENT_INSTANCE);
        assertThat(droppedOfOneTwoThreeZero()).containsExactly(false, false, false, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Observation:patient", "MedicationRequest:medication", "Observation:no-such-parameter"})
    void dropForeignShouldNotLoadResourcesWhenTheIncludeIsAPlainReference(String include) {
        map.addInclude(new Include(include));
        assertThat(droppedOfOneTwoThreeZero()).containsExactly(false, false, false, false);
    }

    private List<Boolean> droppedOfOneTwoThreeZero() {
        SimplePreResourceAccessDetails details =
                new SimplePreResourceAccessDetails(List.of(patientIn(1), patientIn(2), patientIn(3), patientIn(0)));
        fence.markSearch(request, map);
        fence.dropForeign(details, request);
        return List.of(
                details.isDontReturnResourceAtIndex(0),
                details.isDontReturnResourceAtIndex(1),
                details.isDontReturnResourceAtIndex(2),
                details.isDontReturnResourceAtIndex(3));
    }
}
