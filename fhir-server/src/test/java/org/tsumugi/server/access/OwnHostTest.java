package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class OwnHostTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST", "tsumugi.localhost", "127.0.0.1", "127.1.2.3", "[::1]", "::1", "box"})
    void isOwnShouldTakeNamesOfLoopback(String host) {
        assertThat(OwnHost.isOwn(host, "box")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "notlocalhost",
                "192.0.2.1",
                "0.0.0.0",
                "[::2]",
                "box2",
                ""
            })
    void isOwnShouldRefuseOtherNames(String host) {
        assertThat(OwnHost.isOwn(host, "box")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        ", , , , false",
        "http://127.0.0.1:8080, same-origin, cors, empty, false",
        ", none, navigate, document, false",
        ", cross-site, navigate, document, false",
        ", cross-site, navigate, iframe, true",
        ", cross-site, no-cors, image, true",
        "http://evil.example, cross-site, cors, empty, true",
        "http://127.0.0.1:3000, same-site, cors, empty, true",
        "null, , , , true"
    })
    void isAskedByForeignPageShouldGoByWhatTheBrowserSays(
            String origin, String site, String mode, String destination, boolean foreign) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/Patient");
        request.addHeader("Host", "127.0.0.1:8080");
        add(request, "Origin", origin);
        add(request, "Sec-Fetch-Site", site);
        add(request, "Sec-Fetch-Mode", mode);
        add(request, "Sec-Fetch-Dest", destination);

        assertThat(OwnHost.isAskedByForeignPage(request)).isEqualTo(foreign);
    }

    @Test
    void isAskedByForeignPageShouldNotTakeAnOriginForItsOwnWithoutHost() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/Patient");
        request.addHeader("Origin", "http://127.0.0.1:8080");

        assertThat(OwnHost.isAskedByForeignPage(request)).isTrue();
    }

    private static void add(MockHttpServletRequest request, String name, String value) {
        if (value != null) {
            request.addHeader(name, value);
        }
    }
}
