package org.tsumugi.server.connector;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.tsumugi.server.access.FeedRequests;
import org.tsumugi.server.access.OwnHostFilter;
import org.tsumugi.server.connector.PacedInput.Pace;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.FailureTable;
import org.tsumugi.server.outcome.OutcomeWriter;
import org.tsumugi.server.outcome.RefusedException;

/**
 * Lets through what comes over the receiving connector to the token endpoint, to {@code /ssmix2} and to identity feeds; to whoever asks for anything else
 * there is nothing there. It looks at the path that Tomcat has decoded and made plain, which is the one that Tomcat finds the servlet
 * by, and before any filter or servlet sees the request. Anybody may ask for a token: so few may at once that the others do not notice.
 */
final class ReceiveValve extends ValveBase {

    private static final String TOKEN = "/oauth2/token";
    private static final String FILES = "/ssmix2/";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Connector receiving;
    private final Semaphore tokens;

    /** @param tokens how many may ask for a token at once */
    ReceiveValve(Connector receiving, int tokens) {
        super(true);
        this.receiving = receiving;
        this.tokens = new Semaphore(tokens);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String path = request.getDecodedRequestURI();
        if (request.getConnector() != receiving) {
            getNext().invoke(request, response);
        } else if (path.equals(TOKEN)) {
            serveToken(request, response);
        } else if (path.startsWith(FILES) || FeedRequests.isFeed(request.getMethod(), path, request.getQueryString())) {
            serve(request, response);
        } else {
            OutcomeWriter.write(response.getResponse(), FailureTable.of(Failure.NOT_FOUND));
        }
    }

    private void serveToken(Request request, Response response) throws IOException, ServletException {
        if (!tokens.tryAcquire()) {
            OutcomeWriter.write(
                    response.getResponse(), FailureTable.of(new RefusedException(Failure.UNAVAILABLE, RETRY_AFTER)));
            return;
        }
        try {
            serve(request, response);
        } finally {
            tokens.release();
        }
    }

    private void serve(Request request, Response response) throws IOException, ServletException {
        // hospitals know the server by whatever name its network gives it
        request.setAttribute(OwnHostFilter.ANY_HOST, true);
        org.apache.coyote.Request sent = request.getCoyoteRequest();
        InputBuffer line = sent.getInputBuffer();
        PacedInput paced = new PacedInput(line, Pace.of(request.getDecodedRequestURI()), System::nanoTime);
        sent.setInputBuffer(paced);
        try {
            getNext().invoke(request, response);
        } finally {
            // Tomcat takes the same object for other requests
            sent.setInputBuffer(line);
            if (paced.isTooSlow()) {
                request.setAttribute(UnreadBodyValve.CUT_OFF, true);
            }
        }
    }
}
