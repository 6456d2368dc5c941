package org.tsumugi.server.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * The last repository: knows nobody, and takes as long to say so as the token endpoint takes to find a secret wrong, so that the time
 * of an answer does not tell which clients there are.
 */
public final class UnknownClients implements RegisteredClientRepository {

    private final PasswordEncoder encoder;
    private final String hash;

    /** @param encoder what the token endpoint checks secrets with */
    public UnknownClients(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.hash = encoder.encode("");
    }

    @Override
    public void save(RegisteredClient client) {
        throw new IllegalArgumentException("no client is unknown and known");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return null;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        encoder.matches("no secret", hash);
        return null;
    }
}
