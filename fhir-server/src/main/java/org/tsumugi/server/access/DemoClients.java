package org.tsumugi.server.access;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Clients for trying the product out: {@code demo-<facility code>} for every possible facility, {@code demo-reader} and two reviewers of
 * persons, all with the secret {@value #SECRET}. When they are switched off there is none of them.
 */
public final class DemoClients implements RegisteredClientRepository {

    /** The secret of every demo client; known to everybody. */
    public static final String SECRET = "demo";

    /** The client that may read everything. */
    public static final String READER = "demo-reader";

    /** The clients that may decide about persons. */
    public static final Set<String> REVIEWERS = Set.of("demo-reviewer-1", "demo-reviewer-2");

    private static final Pattern FACILITY_CLIENT = Pattern.compile("demo-([0-9]{10})");
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

    private final boolean on;
    private final String encodedSecret;

    /**
     * @param on whether the clients exist
     * @param encoder what the token endpoint checks secrets with
     */
    public DemoClients(boolean on, PasswordEncoder encoder) {
        this.on = on;
        this.encodedSecret = encoder.encode(SECRET);
    }

    /** The client id of a facility. */
    public static String clientId(String facility) {
        return "demo-" + facility;
    }

    /** The facility a client id belongs to: 10-digit medical institution code; empty for other clients. */
    public static Optional<String> facilityOf(String clientId) {
        Matcher matcher = FACILITY_CLIENT.matcher(clientId);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public void save(RegisteredClient client) {
        // the token endpoint asks for this when it would hash the secret otherwise today; everybody knows the secret
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        if (on && clientId.equals(READER)) {
            return client(clientId, Scopes.SYSTEM_READ);
        }
        if (on && REVIEWERS.contains(clientId)) {
            return client(clientId, Scopes.REVIEW);
        }
        return on && facilityOf(clientId).isPresent() ? client(clientId, Scopes.SSMIX2_WRITE) : null;
    }

    private RegisteredClient client(String clientId, String scope) {
        return RegisteredClient.withId(clientId)
                .clientId(clientId)
                .clientSecret(encodedSecret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(scope)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build())
                .build();
    }
}
