package org.tsumugi.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import org.junit.jupiter.api.Test;

class SearchParameterListTest {

    private final SearchParameterList list = SearchParameterList.load();

    @Test
    void everyParameterShouldExistInR4() {
        FhirContext context = FhirContext.forR4Cached();
        for (String type : list.resourceTypes()) {
            RuntimeResourceDefinition definition = context.getResourceDefinition(type);
            assertThat(list.parametersOf(type))
                    .filteredOn(name -> !name.startsWith("_"))
                    .allSatisfy(name -> assertThat(definition.getSearchParam(name))
                            .as(type + " " + name)
                            .isNotNull());
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
