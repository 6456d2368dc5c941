package org.tsumugi.server.access;

import java.util.Map;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How client secrets are kept. Each says how, so that there may be another way some day. */
public final class SecretEncoders {

    private static final String NOW = "sha256-random";

    private SecretEncoders() {}

    /** One for all of them; what is kept in a way that it does not know matches nothing. */
    public static PasswordEncoder all() {
        DelegatingPasswordEncoder all = new DelegatingPasswordEncoder(NOW, Map.of(NOW, new RandomSecrets()));
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
