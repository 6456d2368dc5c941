package org.tsumugi.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.FailureTable;
import org.tsumugi.server.outcome.OutcomeWriter;

/**
 * Refuses paths that begin with two slashes, and other spellings of a servlet's own path ({@code /%66hir}, {@code /fhir;x=1},
 * {@code /x/../fhir}).
 * Spring's firewall would too, but Spring reads the path before asking it and ends in an exception when it does not begin as the
 * servlet's does.
 */
public final class PlainPathFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPlain(request)) {
            chain.doFilter(request, response);
        } else {
            OutcomeWriter.write(response, FailureTable.of(Failure.BAD_REQUEST));
        }
    }

    private static boolean isPlain(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean ownServlet = request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
        return !path.startsWith("//") && (!ownServlet || (path + "/").startsWith(request.getServletPath() + "/"));
    }
}
