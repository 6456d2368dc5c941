package org.tsumugi.server.access;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The operator whose token the current request carries.
 *
 * @param name the client id
 * @param mayInspect whether the token also allows to look at the bytes of received files
 */
public record AuthenticatedOperator(String name, boolean mayInspect) {

    /**
     * The operator of the request that the calling thread answers. Every request that reaches a controller below
     * {@code /operator} has one.
     *
     * @throws AuthenticationCredentialsNotFoundException when the calling thread does not answer such a request
     */
    public static AuthenticatedOperator current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof JwtAuthenticationToken token && PathRules.hasScope(token, Scopes.OPERATE)) {
            return new AuthenticatedOperator(token.getName(), PathRules.hasScope(token, Scopes.INSPECT));
        }
        throw new AuthenticationCredentialsNotFoundException("the request carries no operator's token");
    }
}
