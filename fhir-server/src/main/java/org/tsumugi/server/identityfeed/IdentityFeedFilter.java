package org.tsumugi.server.identityfeed;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tsumugi.server.access.FeedRequests;
import org.tsumugi.server.identityfeed.IdentityFeeds.Kept;
import org.tsumugi.server.outcome.Outcome;
import org.tsumugi.server.outcome.OutcomeWriter;

/**
 * Takes feeds out of the way to HAPI, whose own conditional update would write into a resource: {@code 201} for the first message of a
 * patient, {@code 200} for any other, as FHIR answers a conditional update. Whoever is no facility goes on to HAPI, where writing is
 * refused.
 */
public final class IdentityFeedFilter extends OncePerRequestFilter {

    private static final int CREATED = 201;
    private static final int OK = 200;

    private final IdentityFeeds feeds;

    /** @param feeds where messages go */
    public IdentityFeedFilter(IdentityFeeds feeds) {
        this.feeds = feeds;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> facility = FeedRequests.isFeed(request)
                ? FeedRequests.facility(SecurityContextHolder.getContext().getAuthentication())
                : Optional.empty();
        if (facility.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Kept kept = feeds.receive(facility.get(), request);
        OutcomeWriter.write(
                response,
                new Outcome(
                        kept.first() ? CREATED : OK,
                        IssueSeverity.INFORMATION,
                        IssueType.INFORMATIONAL,
                        "Receipt " + kept.receipt().id() + ": "
                                + kept.receipt()
                                        .outcome()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                        Map.of(HttpHeaders.LOCATION, request.getRequestURL() + "/" + kept.patient())));
    }
}
