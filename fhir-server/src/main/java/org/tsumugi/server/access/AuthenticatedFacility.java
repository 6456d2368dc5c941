package org.tsumugi.server.access;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The facility whose token the current request carries.
 *
 * @param code 10-digit medical institution code
 */
public record AuthenticatedFacility(String code) {

    /**
     * The facility of the request that the calling thread answers. Every request that reaches a controller below
     * {@code /ssmix2} has one, and it is the facility of the path.
     *
     * @throws AuthenticationCredentialsNotFoundException when the calling thread does not answer such a request
     */
    public static AuthenticatedFacility current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof JwtAuthenticationToken token) {
            String code = token.getToken().getClaimAsString(Scopes.FACILITY_CLAIM);
            if (code != null) {
                return new AuthenticatedFacility(code);
            }
        }
        throw new AuthenticationCredentialsNotFoundException("the request carries no facility's token");
    }
}
