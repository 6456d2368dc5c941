package org.tsumugi.server.access;

import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Writes the facility of a client into its token. A demo client's facility is made known at the first token it gets. */
public final class FacilityClaim implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final Consumer<String> registration;
    private final FacilityClients clients;

    /** @param registration makes a facility known (10-digit medical institution code); harmless when it already is */
    public FacilityClaim(Consumer<String> registration, FacilityClients clients) {
        this.registration = registration;
        this.clients = clients;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        context.getJwsHeader().algorithm(SignatureAlgorithm.RS256);
        String client = context.getRegisteredClient().getClientId();
        Optional<String> demo = DemoClients.facilityOf(client);
        if (demo.isPresent()) {
            registration.accept(demo.get());
            context.getClaims().claim(Scopes.FACILITY_CLAIM, demo.get());
        } else {
            clients.find(client).ifPresent(stored -> {
                clients.used(client);
                context.getClaims().claim(Scopes.FACILITY_CLAIM, stored.facility());
            });
        }
    }
}
