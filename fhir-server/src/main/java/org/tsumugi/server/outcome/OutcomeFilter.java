package org.tsumugi.server.outcome;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The way out for what goes wrong before a servlet is reached: who calls is looked up in the database, which may be away just then,
 * and a sender must be told to come back.
 */
public final class OutcomeFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            Outcome outcome = FailureTable.of(e);
            FailureLog.report(outcome, e);
            OutcomeWriter.write(response, outcome);
        }
    }
}
