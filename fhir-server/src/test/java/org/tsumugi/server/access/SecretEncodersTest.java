package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.password.PasswordEncoder;

class SecretEncodersTest {

    private static final String SECRET = "dGhlIHNlY3JldCBvZiBhIGhvc3BpdGFsIDMyIGJ5dGU";

    private final PasswordEncoder all = SecretEncoders.all();

    @Test
    void secretShouldBeKeptAsItsDigest() {
        // printf %s SECRET | openssl dgst -sha256 -binary | basenc --base64url
        assertThat(all.encode(SECRET)).isEqualTo("{sha256-random}a7Bt9JQ9Q-qkCSzhR0HF1CH7iF8jjYSEC_BylPXQX9k");
        assertThat(all.matches(SECRET, all.encode(SECRET))).isTrue();
        assertThat(all.upgradeEncoding(all.encode(SECRET))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dGhlIHNlY3JldCBvZiBhIGhvc3BpdGFsIDMyIGJ5dGV", "x"})
    void otherSecretsShouldNotMatch(String other) {
        assertThat(all.matches(other, all.encode(SECRET))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SECRET, "{noop}" + SECRET, "{bcrypt}x", "{unknown}x"})
    void whatIsKeptInAnUnknownWayShouldMatchNothing(String kept) {
        assertThat(all.matches(SECRET, kept)).isFalse();
    }
}
