package org.tsumugi.server.access;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The reviewer whose token the current request carries.
 *
 * @param name the client id
 */
public record AuthenticatedReviewer(String name) {

    /**
     * The reviewer of the request that the calling thread answers. Every request that reaches a controller below {@code /review} has
     * one.
     *
     * @throws AuthenticationCredentialsNotFoundException when the calling thread does not answer such a request
     */
    public static AuthenticatedReviewer current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof JwtAuthenticationToken token && PathRules.hasScope(token, Scopes.REVIEW)) {
            return new AuthenticatedReviewer(token.getName());
        }
        throw new AuthenticationCredentialsNotFoundException("the request carries no reviewer's token");
    }
}
