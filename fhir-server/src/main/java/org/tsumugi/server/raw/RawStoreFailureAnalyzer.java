package org.tsumugi.server.raw;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in English and Japanese why the raw store cannot be used and what to do. */
public final class RawStoreFailureAnalyzer extends AbstractFailureAnalyzer<RawStoreUnusableException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RawStoreUnusableException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
