package org.tsumugi.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Whether the client that a facility's or a reviewer's token was given to may still use it. A token carries all it means in itself and lives on when
 * its client is revoked, expires or its facility is suspended, so each request asks; the answer is kept for a few seconds.
 */
public final class ActiveClients implements OAuth2TokenValidator<Jwt> {

    private static final Duration KEPT = Duration.ofSeconds(3);
    private static final int MOST = 200_000;
    private static final OAuth2TokenValidatorResult ENDED = OAuth2TokenValidatorResult.failure(
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token has ended", null));

    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();
    private final FacilityClients clients;
    private final ReviewerClients reviewers;
    private final JdbcOperations jdbc;
    private final boolean demoClients;

    /**
     * @param jdbc on the database of {@code clients}
     * @param demoClients whether there are demo clients
     */
    public ActiveClients(FacilityClients clients, ReviewerClients reviewers, JdbcOperations jdbc, boolean demoClients) {
        this.clients = clients;
        this.reviewers = reviewers;
        this.jdbc = jdbc;
        this.demoClients = demoClients;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        String facility = token.getClaimAsString(Scopes.FACILITY_CLAIM);
        boolean active =
                facility == null ? !isReviewers(token) || isActive(token) : isActive(token.getSubject(), facility);
        return active ? OAuth2TokenValidatorResult.success() : ENDED;
    }

    private static boolean isReviewers(Jwt token) {
        List<String> scopes = token.getClaimAsStringList("scope");
        return scopes != null && scopes.contains(Scopes.REVIEW);
    }

    private boolean isActive(Jwt token) {
        String name = token.getSubject();
        if (DemoClients.REVIEWERS.contains(name)) {
            return demoClients;
        }
        Object generation = token.getClaims().get(Scopes.GENERATION_CLAIM);
        return generation instanceof Number number
                && known.get(name + " " + number, key -> reviewers.isActive(name, number.intValue()));
    }

    /** What was found out before may have changed. */
    public void forget() {
        known.invalidateAll();
    }

    private boolean isActive(String client, String facility) {
        return known.get(client, id -> ask(id, facility));
    }

    private boolean ask(String client, String facility) {
        if (DemoClients.facilityOf(client).isEmpty()) {
            return clients.isActive(client);
        }
        return demoClients
                && jdbc.queryForList(
                                "select code from tsumugi.facility where code = ? and suspended_at is not null",
                                facility)
                        .isEmpty();
    }
}
