package org.tsumugi.server.access;

import java.time.Duration;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How client secrets are kept now, and how they were. The token endpoint keeps one anew at its next use. */
public final class SecretEncoders {

    private static final String NOW = "sha256-random";
    private static final String BEFORE = "bcrypt";
    private static final int SLOW_ONES = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private SecretEncoders() {}

    /** One for all of them; what is kept in a way that it does not know matches nothing. */
    public static PasswordEncoder all() {
        DelegatingPasswordEncoder all = new DelegatingPasswordEncoder(
                NOW,
                Map.of(
                        NOW,
                        new RandomSecrets(),
                        BEFORE,
                        new FewAtOnce(new BCryptPasswordEncoder(), SLOW_ONES, PATIENCE)));
        all.setDefaultPasswordEncoderForMatches(new Unknown());
        return all;
    }

    private static final class Unknown implements PasswordEncoder {

        @Override
        public String encode(CharSequence secret) {
            throw new UnsupportedOperationException("nothing is kept in an unknown way");
        }

        @Override
        public boolean matches(CharSequence secret, String encoded) {
            return false;
        }
    }
}
