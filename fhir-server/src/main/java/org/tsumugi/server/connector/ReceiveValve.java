package org.tsumugi.server.connector;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.tsumugi.server.access.OwnHostFilter;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.FailureTable;
import org.tsumugi.server.outcome.OutcomeWriter;

/**
 * Lets through what comes over the receiving connector to the token endpoint and to {@code /ssmix2}; to whoever asks for anything else
 * there is nothing there. It looks at the path that Tomcat has decoded and made plain, which is the one that Tomcat finds the servlet
 * by, and before any filter or servlet sees the request.
 */
final class ReceiveValve extends ValveBase {

    private static final String TOKEN = "/oauth2/token";
    private static final String FILES = "/ssmix2/";

    private final Connector receiving;

    ReceiveValve(Connector receiving) {
        super(true);
        this.receiving = receiving;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getConnector() != receiving) {
            getNext().invoke(request, response);
        } else if (isServed(request.getDecodedRequestURI())) {
            // hospitals know the server by whatever name its network gives it
            request.setAttribute(OwnHostFilter.ANY_HOST, true);
            getNext().invoke(request, response);
        } else {
            OutcomeWriter.write(response.getResponse(), FailureTable.of(Failure.NOT_FOUND));
        }
    }

    private static boolean isServed(String path) {
        return path.equals(TOKEN) || path.startsWith(FILES);
    }
}
