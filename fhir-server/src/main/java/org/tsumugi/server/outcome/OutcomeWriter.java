package org.tsumugi.server.outcome;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/** Writes an {@link Outcome} as the whole answer, the same bytes and headers whoever decided it. */
public final class OutcomeWriter {

    private OutcomeWriter() {}

    /** Replaces whatever was about to be answered. Does nothing when the answer is already on its way. */
    public static void write(HttpServletResponse response, Outcome outcome) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = outcome.json().getBytes(StandardCharsets.UTF_8);
        String challenge = response.getHeader(HttpHeaders.WWW_AUTHENTICATE);
        response.reset(); // what was prepared before must not tell who decided
        if (challenge != null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        response.setStatus(outcome.status());
        response.setContentType(Outcome.MEDIA_TYPE);
        response.setContentLength(body.length);
        outcome.headers().forEach(response::setHeader);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
