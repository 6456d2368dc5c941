package org.tsumugi.server.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The one client that may operate the server. Its secret lies in the home directory, which only the server's own user can read. */
public final class OperatorClient implements RegisteredClientRepository {

    /** The client id. */
    public static final String ID = "operator";

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

    private final RegisteredClient client;

    /** @param encoder what the token endpoint checks secrets with */
    public OperatorClient(String secret, PasswordEncoder encoder) {
        this.client = RegisteredClient.withId(ID)
                .clientId(ID)
                .clientSecret(encoder.encode(secret))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(Scopes.OPERATE)
                .scope(Scopes.INSPECT)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build())
                .build();
    }

    @Override
    public void save(RegisteredClient changed) {
        // the token endpoint asks for this when it would hash the secret otherwise today; it is hashed anew at every
        // start
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clientId.equals(ID) ? client : null;
    }
}
