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
        // what says nothing, or another way, is no digest of any secret
        all.setDefaultPasswordEncoderForMatches(new RandomSecrets());
        return all;
    }
}
