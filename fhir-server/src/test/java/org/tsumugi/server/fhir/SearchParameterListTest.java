package org.tsumugi.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.search.SearchParameters;

class SearchParameterListTest {

    private final SearchParameterList list = SearchParameterList.load();

    @Test
    void everyParameterShouldExistInR4OrBeOurs() {
        FhirContext context = FhirContext.forR4Cached();
        for (String type : list.resourceTypes()) {
            RuntimeResourceDefinition definition = context.getResourceDefinition(type);
            Set<String> ours = SearchParameters.all().stream()
                    .filter(parameter -> parameter.getBase().contains(type))
                    .map(RuntimeSearchParam::getName)
                    .collect(Collectors.toSet());
            assertThat(list.parametersOf(type))
                    .filteredOn(name -> !name.startsWith("_") && definition.getSearchParam(name) == null)
                    .as(type)
                    .containsExactlyInAnyOrderElementsOf(ours);
        }
    }

    @Test
    void parametersOfShouldHoldThoseOfEveryType() {
        assertThat(list.parametersOf("Patient")).contains("identifier", "birthdate", "_id", "_lastUpdated");
    }

    @Test
    void parametersOfShouldBeEmptyWhenTypeIsNotServed() {
        assertThat(list.parametersOf("Basic")).isEmpty();
    }
}
