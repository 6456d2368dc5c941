package org.tsumugi.server.outcome;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Tells the operator about failures that are the server's own. Messages of exceptions may quote SQL parameters, so only class
 * names and places are written.
 */
public final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final int FRAMES = 40;

    private FailureLog() {}

    static void report(Outcome outcome, Throwable thrown) {
        if (thrown instanceof AsyncRequestNotUsableException) {
            // whoever asked is gone: nobody was answered, and nothing of ours failed
            LOG.info("A connection broke before its answer was through");
        } else if (outcome.status() >= 500) {
            LOG.error("Answered {}:{}", outcome.status(), trace(thrown));
        }
    }

    /** Classes and places of what was thrown and of its causes, one per line; no message. */
    public static String trace(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
            text.append(t == thrown ? "\n" : "\ncaused by ").append(t.getClass().getName());
            StackTraceElement[] frames = t.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append("\n    at ").append(frames[i]);
            }
        }
        return text.toString();
    }
}
