package org.tsumugi.server.outcome;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * The way out through Tomcat: requests that never reach a servlet (a target with forbidden characters, an unreadable header)
 * and errors sent without a body. Tomcat makes it by name, so it has no arguments.
 */
public final class OutcomeErrorReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        boolean nothingToAdd = response.getStatus() < 400 || response.getContentWritten() > 0;
        if (nothingToAdd || !response.setErrorReported()) {
            return;
        }
        Outcome outcome = FailureTable.of(Failure.ofStatus(response.getStatus()));
        if (thrown != null) {
            FailureLog.report(outcome, thrown);
        }
        try {
            byte[] body = outcome.json().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            response.setStatus(outcome.status());
            response.setContentType(Outcome.MEDIA_TYPE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException callerIsGone) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
