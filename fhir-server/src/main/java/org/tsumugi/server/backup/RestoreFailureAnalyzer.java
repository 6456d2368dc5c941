package org.tsumugi.server.backup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in English and Japanese why a backup was not restored. */
public final class RestoreFailureAnalyzer extends AbstractFailureAnalyzer<RestoreException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RestoreException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
