package org.tsumugi.server.access;

import java.util.function.Consumer;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Writes the facility of a client into its token, and makes the facility known at the first token it gets. */
public final class FacilityClaim implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final Consumer<String> registration;

    /** @param registration makes a facility known (10-digit medical institution code); harmless when it already is */
    public FacilityClaim(Consumer<String> registration) {
        this.registration = registration;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        context.getJwsHeader().algorithm(SignatureAlgorithm.RS256);
        DemoClients.facilityOf(context.getRegisteredClient().getClientId()).ifPresent(facility -> {
            registration.accept(facility);
            context.getClaims().claim(Scopes.FACILITY_CLAIM, facility);
        });
    }
}
