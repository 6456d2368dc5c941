package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.MappingMatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PlainPathFilterTest {

    @ParameterizedTest
    @CsvSource({
        "/fhir, 200",
        "/fhir/, 200",
        "/fhir/%50atient, 200",
        "/fhir;x=1/Patient, 400",
        "/%66hir/Patient, 400",
        "/x/../fhir/Patient, 400",
        "/./fhir/Patient, 400",
        "//fhir/Patient, 400"
    })
    void filterShouldLetThroughOnlyTheServletsOwnSpelling(String path, int status) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath("/fhir");
        request.setHttpServletMapping(new MockHttpServletMapping("", "/fhir/*", "fhir", MappingMatch.PATH));
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();

        new PlainPathFilter().doFilter(request, response, chain);

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(chain.getRequest() == null).isEqualTo(status == 400);
    }
}
