package org.tsumugi.server.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Which token may use which part of the server. */
public final class PathRules {

    /** The name of the path variable that {@link #ownFacility()} compares with the token. */
    public static final String FACILITY_VARIABLE = "facility";

    private PathRules() {}

    /** Below {@code /ssmix2/{facility}}: the token is that facility's and is for sending. */
    public static AuthorizationManager<RequestAuthorizationContext> ownFacility() {
        return (authentication, request) -> {
            String path = request.getVariables().get(FACILITY_VARIABLE);
            return new AuthorizationDecision(path != null
                    && authentication.get() instanceof JwtAuthenticationToken token
                    && hasScope(token, Scopes.SSMIX2_WRITE)
                    && path.equals(token.getToken().getClaimAsString(Scopes.FACILITY_CLAIM)));
        };
    }

    /**
     * Below {@code /fhir}: a reader's token.
     *
     * @param anonymousOnLoopback also allows callers without a token that are on this machine, web pages of other sites excepted
     */
    public static AuthorizationManager<RequestAuthorizationContext> reader(boolean anonymousOnLoopback) {
        return (authentication, request) ->
                new AuthorizationDecision(isReader(authentication, request, anonymousOnLoopback));
    }

    /**
     * A {@linkplain FeedRequests#isFeed feed}: a token of any facility, which says whose feed it is; readers get to where writing is
     * refused.
     */
    public static AuthorizationManager<RequestAuthorizationContext> feed(boolean anonymousOnLoopback) {
        return (authentication, request) -> new AuthorizationDecision(
                FeedRequests.facility(authentication.get()).isPresent()
                        || isReader(authentication, request, anonymousOnLoopback));
    }

    /** Below {@code /operator}: an operator's token, from this machine. No facility's token passes, whatever its scopes. */
    public static AuthorizationManager<RequestAuthorizationContext> operator() {
        return (authentication, request) -> new AuthorizationDecision(isOperator(authentication, request));
    }

    private static boolean isOperator(Supplier<Authentication> authentication, RequestAuthorizationContext request) {
        return authentication.get() instanceof JwtAuthenticationToken token
                && hasScope(token, Scopes.OPERATE)
                && !token.getToken().hasClaim(Scopes.FACILITY_CLAIM)
                && isLoopback(request.getRequest().getRemoteAddr());
    }

    /** Below {@code /review}: a reviewer's token, from this machine. */
    public static AuthorizationManager<RequestAuthorizationContext> reviewer() {
        return (authentication, request) ->
                new AuthorizationDecision(authentication.get() instanceof JwtAuthenticationToken token
                        && hasScope(token, Scopes.REVIEW)
                        && !token.getToken().hasClaim(Scopes.FACILITY_CLAIM)
                        && isLoopback(request.getRequest().getRemoteAddr()));
    }

    /**
     * The server's metrics: an operator's token.
     *
     * @param anonymousOnLoopback also allows programs without a token that are on this machine, web pages of other sites excepted
     */
    public static AuthorizationManager<RequestAuthorizationContext> metrics(boolean anonymousOnLoopback) {
        return (authentication, request) -> new AuthorizationDecision(isOperator(authentication, request)
                || (anonymousOnLoopback
                        && isLoopback(request.getRequest().getRemoteAddr())
                        && !OwnHost.isAskedByForeignPage(request.getRequest())));
    }

    private static boolean isReader(
            Supplier<Authentication> authentication, RequestAuthorizationContext request, boolean anonymousOnLoopback) {
        return authentication.get() instanceof JwtAuthenticationToken token
                ? hasScope(token, Scopes.SYSTEM_READ)
                : anonymousOnLoopback
                        && authentication.get() instanceof AnonymousAuthenticationToken
                        && isLoopback(request.getRequest().getRemoteAddr())
                        && !OwnHost.isAskedByForeignPage(request.getRequest());
    }

    static boolean hasScope(JwtAuthenticationToken token, String scope) {
        return token.getAuthorities().stream()
                .anyMatch(authority -> ("SCOPE_" + scope).equals(authority.getAuthority()));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
