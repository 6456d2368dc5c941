package org.tsumugi.server.receive;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.outcome.RefusedException;

/**
 * The lines of the answer to an upload (NDJSON). They are sent while the upload still runs, but only as many as fit into the buffers
 * of a connection: a sender that reads nothing before it has written everything would otherwise wait for us, and we for it. Only a sender of some hundred thousand files in one
 * upload has to read before it has written everything.
 */
final class AnswerLines {

    private static final int SENT_EARLY = 48 << 10;
    private static final int MOST_WAITING = 32 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServletResponse response;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private @Nullable OutputStream out;
    private int sent;

    AnswerLines(HttpServletResponse response) {
        this.response = response;
    }

    void add(Answer answer) throws IOException {
        waiting.write(JSON.writeValueAsBytes(answer));
        waiting.write('\n');
    }

    /** Sends what may be sent before the sender reads, and more when one upload would take the memory of all others. */
    void flush() throws IOException {
        if (sent + waiting.size() <= SENT_EARLY || waiting.size() > MOST_WAITING) {
            sent += waiting.size();
            send();
        }
    }

    /** The upload ends here; what was answered before stays answered. */
    void refuseRest(RefusedException refusal) throws IOException {
        if (out == null && waiting.size() == 0) {
            throw refusal;
        }
        Duration retryAfter = refusal.retryAfter();
        add(new Answer(
                null,
                refusal.failure().status(),
                null,
                null,
                refusal.failure().name(),
                retryAfter == null ? null : retryAfter.toSeconds()));
    }

    /** Sends everything. */
    void end() throws IOException {
        send();
    }

    private void send() throws IOException {
        if (out == null) {
            response.setStatus(HttpServletResponse.SC_OK);
            response.setContentType("application/x-ndjson");
            out = response.getOutputStream();
        }
        waiting.writeTo(out);
        waiting.reset();
        out.flush();
    }
}
