package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class LoopbackGuardTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost", " 127.0.0.1 "})
    void checkShouldAcceptLoopback(String address) {
        assertThatCode(() -> LoopbackGuard.check(settings(Map.of("server.address", address))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "10.0.0.1", "", "no-such-host.invalid"})
    void checkShouldRefuseOtherAddresses(String address) {
        assertThatThrownBy(() -> LoopbackGuard.check(settings(Map.of("server.address", address))))
                .isInstanceOf(NotLoopbackException.class)
                .hasMessageContaining("server.address=");
    }

    @Test
    void checkShouldRefuseAllInterfacesWhenNoAddressIsSet() {
        assertThatThrownBy(() -> LoopbackGuard.check(settings(Map.of())))
                .isInstanceOf(NotLoopbackException.class)
                .hasMessageContaining("all interfaces");
    }

    @Test
    void checkShouldRefuseManagementAddressOffLoopback() {
        assertThatThrownBy(() -> LoopbackGuard.check(
                        settings(Map.of("server.address", "127.0.0.1", "management.server.address", "0.0.0.0"))))
                .isInstanceOf(NotLoopbackException.class)
                .hasMessageContaining("management.server.address");
    }

    @Test
    void checkShouldRefuseManagementPortWithoutAddress() {
        assertThatThrownBy(() -> LoopbackGuard.check(
                        settings(Map.of("server.address", "127.0.0.1", "management.server.port", "8081"))))
                .isInstanceOf(NotLoopbackException.class);
    }

    @Test
    void checkShouldRefuseAFreeManagementPortBesideAFreePort() {
        assertThatThrownBy(() -> LoopbackGuard.check(settings(
                        Map.of("server.address", "127.0.0.1", "server.port", "0", "management.server.port", "0"))))
                .isInstanceOf(NotLoopbackException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080", "-1"})
    void checkShouldAcceptAManagementPortThatIsNoneOfItsOwn(String port) {
        assertThatCode(() -> LoopbackGuard.check(
                        settings(Map.of("server.address", "127.0.0.1", "management.server.port", port))))
                .doesNotThrowAnyException();
    }

    @Test
    void analysisShouldExplainInEnglishAndJapanese() {
        NotLoopbackException refusal = new NotLoopbackException("server.address", "0.0.0.0", true);

        FailureAnalysis analysis = new NotLoopbackFailureAnalyzer().analyze(refusal);

        assertThat(analysis.getDescription())
                .contains("server.address=0.0.0.0", "no access control per person", "ループバック", "Demo clients", "デモ用");
        assertThat(analysis.getAction()).contains("server.address=127.0.0.1");
    }

    private static StandardEnvironment settings(Map<String, Object> values) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        return environment;
    }
}
