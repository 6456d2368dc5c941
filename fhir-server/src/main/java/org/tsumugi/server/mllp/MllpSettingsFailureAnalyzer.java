package org.tsumugi.server.mllp;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in English and Japanese why the server did not start and what to do. */
public final class MllpSettingsFailureAnalyzer extends AbstractFailureAnalyzer<MllpSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MllpSettingsException cause) {
        return new FailureAnalysis(
                cause.getMessage() + "\n" + cause.japanese(),
                "Correct tsumugi.mllp.listeners; docs/operations/mllp.md shows examples.\n"
                        + "tsumugi.mllp.listeners を直してください。例は docs/operations/mllp.md にあります。",
                cause);
    }
}
