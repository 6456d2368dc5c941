package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedRequestsTest {

    @ParameterizedTest
    @CsvSource({
        "PUT, /fhir/Patient, identifier=a%7Cb, true",
        "PUT, /fhir/Patient, _format=json&%69dentifier=a%7Cb, true",
        "PUT, /fhir/Patient, identifier, true",
        "DELETE, /fhir/Patient, identifier=a%7Cb, true",
        "GET, /fhir/Patient, identifier=a%7Cb, false",
        "POST, /fhir/Patient, identifier=a%7Cb, false",
        "PUT, /fhir/Patient, , false",
        "PUT, /fhir/Patient, name=identifier, false",
        "PUT, /fhir/Patient, %zz=1, false",
        "PUT, /fhir/Patient/, identifier=a%7Cb, false",
        "PUT, /fhir/Patient/x, identifier=a%7Cb, false",
        "PUT, /fhir/Observation, identifier=a%7Cb, false"
    })
    void isFeedShouldBeTrueForPatientsByIdentifierAlone(String method, String path, String query, boolean feed) {
        assertThat(FeedRequests.isFeed(method, path, query)).isEqualTo(feed);
    }
}
