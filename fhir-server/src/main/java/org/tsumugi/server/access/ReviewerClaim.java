package org.tsumugi.server.access;

import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Writes into a reviewer's token under which of its secrets it was given. */
public final class ReviewerClaim implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final ReviewerClients reviewers;

    /** Claims of these. */
    public ReviewerClaim(ReviewerClients reviewers) {
        this.reviewers = reviewers;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (context.getAuthorizedScopes().contains(Scopes.REVIEW)) {
            String name = context.getRegisteredClient().getClientId();
            reviewers.generationOf(name).ifPresent(generation -> {
                reviewers.used(name);
                context.getClaims().claim(Scopes.GENERATION_CLAIM, generation);
            });
        }
    }
}
