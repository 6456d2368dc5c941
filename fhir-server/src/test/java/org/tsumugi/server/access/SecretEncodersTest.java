package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

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

    @Test
    void secretOfAnEarlierReleaseShouldMatchAndBeKeptAnew() {
        String before = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(SECRET);

        assertThat(all.matches(SECRET, before)).isTrue();
        assertThat(all.matches("x", before)).isFalse();
        assertThat(all.upgradeEncoding(before)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SECRET, "{noop}" + SECRET, "{unknown}x"})
    void whatIsKeptInAnUnknownWayShouldMatchNothing(String kept) {
        assertThat(all.matches(SECRET, kept)).isFalse();
    }

    @Test
    void slowSecretsShouldBeCheckedFewAtATimeAndOthersToldToComeBack() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FewAtOnce few = new FewAtOnce(slow(begun, goOn), 1, Duration.ofMillis(50));
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> few.matches(SECRET, SECRET));
        begun.await();

        assertThatThrownBy(() -> few.matches(SECRET, SECRET))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.failure()).isEqualTo(Failure.UNAVAILABLE);
                    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                });

        goOn.countDown();
        assertThat(first.get()).isTrue();
        assertThat(few.matches(SECRET, "other")).isFalse();
    }

    private static PasswordEncoder slow(CountDownLatch begun, CountDownLatch goOn) {
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence secret) {
                return secret.toString();
            }

            @Override
            public boolean matches(CharSequence secret, String encoded) {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return encoded.contentEquals(secret);
            }
        };
    }
}
