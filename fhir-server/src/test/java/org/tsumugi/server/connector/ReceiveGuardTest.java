package org.tsumugi.server.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class ReceiveGuardTest {

    private static MockEnvironment settings(String... pairs) {
        MockEnvironment settings = new MockEnvironment();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.setProperty(pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    @Test
    void serverShouldStartWithoutAReceivingPort() {
        assertThatCode(() -> ReceiveGuard.check(settings())).doesNotThrowAnyException();
        assertThatCode(() -> ReceiveGuard.check(settings(ReceiveGuard.PORT, "0", "tsumugi.demo", "true")))
                .doesNotThrowAnyException();
    }

    @Test
    void receivingShouldNeedACertificateOnLoopbackToo() {
        assertThatThrownBy(() ->
                        ReceiveGuard.check(settings(ReceiveGuard.PORT, "8443", ReceiveGuard.ADDRESS, "127.0.0.1")))
                .isInstanceOf(UnsafeReceivingException.class)
                .hasMessage("NO_CERTIFICATE");
    }

    @Test
    void demoClientsShouldNotBeServedBeyondLoopback() {
        MockEnvironment settings =
                settings(ReceiveGuard.PORT, "8443", ReceiveGuard.SSL_BUNDLE, "x", "tsumugi.demo-clients", "true");

        assertThatThrownBy(() -> ReceiveGuard.check(settings)).hasMessage("DEMO_CLIENTS");
        settings.setProperty(ReceiveGuard.ADDRESS, "0.0.0.0");
        assertThatThrownBy(() -> ReceiveGuard.check(settings)).hasMessage("DEMO_CLIENTS");
        settings.setProperty(ReceiveGuard.ADDRESS, "127.0.0.1");
        assertThatCode(() -> ReceiveGuard.check(settings)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(UnsafeReceivingException.Reason.class)
    void refusalShouldSayWhyAndWhatToDoInBothLanguages(UnsafeReceivingException.Reason reason) {
        FailureAnalysis said = Objects.requireNonNull(
                new UnsafeReceivingFailureAnalyzer().analyze(new UnsafeReceivingException(reason)));

        assertThat(said.getDescription()).contains("tsumugi.receive.").containsPattern("[ぁ-ん]");
        assertThat(said.getAction()).contains("tsumugi.").containsPattern("[ぁ-ん]");
    }
}
