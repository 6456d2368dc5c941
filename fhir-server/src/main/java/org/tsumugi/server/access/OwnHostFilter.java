package org.tsumugi.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.FailureTable;
import org.tsumugi.server.outcome.OutcomeWriter;

/**
 * Refuses requests whose {@code Host} is not a name of the loopback interface. But for receiving files the server listens there alone, so such a request
 * comes from a browser whose page is of a name that was pointed at this machine (DNS rebinding) and that could read what
 * anonymous readers here may read; and the links in answers are made of that name.
 */
public final class OwnHostFilter extends OncePerRequestFilter {

    /** The attribute of requests that did not come over loopback and may name the server as they like. */
    public static final String ANY_HOST = "org.tsumugi.server.access.ANY_HOST";

    private final String configured;

    /** @param configured {@code server.address} */
    public OwnHostFilter(String configured) {
        this.configured = configured;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(ANY_HOST) != null || OwnHost.isOwn(request.getServerName(), configured)) {
            chain.doFilter(request, response);
        } else {
            OutcomeWriter.write(response, FailureTable.of(Failure.BAD_REQUEST));
        }
    }
}
