package org.tsumugi.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.FailureTable;
import org.tsumugi.server.outcome.OutcomeWriter;

/** How the security filters say no: in the words of the one table, except at the token endpoint, which RFC 6749 words. */
public final class Refusals {

    private Refusals() {}

    /** 401 with {@code WWW-Authenticate: Bearer}; 400 when the Authorization header cannot be read. */
    public static AuthenticationEntryPoint bearerNeeded() {
        BearerTokenAuthenticationEntryPoint standard = new BearerTokenAuthenticationEntryPoint();
        return (request, response, exception) -> {
            standard.commence(request, response, exception);
            OutcomeWriter.write(response, FailureTable.of(Failure.ofStatus(response.getStatus())));
        };
    }

    /** The same for everybody who is not let in without a token. */
    public static AuthenticationEntryPoint entryWith(Failure failure) {
        return (request, response, exception) -> OutcomeWriter.write(response, FailureTable.of(failure));
    }

    /** For callers with a token that is not enough. */
    public static AccessDeniedHandler deniedWith(Failure failure) {
        return (request, response, exception) -> OutcomeWriter.write(response, FailureTable.of(failure));
    }

    /** RFC 6749 §5.2: which client this is could not be established. */
    public static void unknownClient(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        OAuth2Error error = exception instanceof OAuth2AuthenticationException oauth2
                ? new OAuth2Error(oauth2.getError().getErrorCode())
                : new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT);
        boolean unknown = OAuth2ErrorCodes.INVALID_CLIENT.equals(error.getErrorCode());
        if (unknown) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"tsumugi\"");
        }
        ServletServerHttpResponse out = new ServletServerHttpResponse(response);
        out.setStatusCode(unknown ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST);
        new OAuth2ErrorHttpMessageConverter().write(error, null, out);
    }
}
