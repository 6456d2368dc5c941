package org.tsumugi.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Which requests below {@code /fhir} are a facility's identity feed (IHE PIXm ITI-104) and not a reader's: a Patient named by
 * identifier, to be put or removed. Security, the receiving port and the feed itself ask here, so that none of them lets through what
 * another one takes for something else.
 */
public final class FeedRequests {

    /** Where feeds go. */
    public static final String PATH = "/fhir/Patient";

    private static final Set<String> METHODS = Set.of("PUT", "DELETE");
    private static final String NAMED_BY = "identifier";

    private FeedRequests() {}

    /** Whether this is one. */
    public static boolean isFeed(HttpServletRequest request) {
        String below = request.getPathInfo();
        return isFeed(
                request.getMethod(), request.getServletPath() + (below == null ? "" : below), request.getQueryString());
    }

    /**
     * Whether this is one.
     *
     * @param path decoded
     * @param query as sent; null when there is none
     */
    public static boolean isFeed(String method, String path, @Nullable String query) {
        return path.equals(PATH)
                && METHODS.contains(method)
                && query != null
                && Arrays.stream(query.split("&"))
                        .anyMatch(part -> decoded(part.split("=", 2)[0]).equals(NAMED_BY));
    }

    /** The facility whose token this is, when it is for sending. */
    public static Optional<String> facility(@Nullable Authentication authentication) {
        return authentication instanceof JwtAuthenticationToken token && PathRules.hasScope(token, Scopes.SSMIX2_WRITE)
                ? Optional.ofNullable(token.getToken().getClaimAsString(Scopes.FACILITY_CLAIM))
                : Optional.empty();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
