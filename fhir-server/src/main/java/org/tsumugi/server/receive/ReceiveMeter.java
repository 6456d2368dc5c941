package org.tsumugi.server.receive;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.tsumugi.server.journal.Receipt;
import org.tsumugi.server.outcome.Failure;

/** Counts received files by what was new about them. No facility, path or patient is in a metric. */
public final class ReceiveMeter {

    private static final String FILES = "tsumugi.receive.files";

    private final MeterRegistry registry;

    public ReceiveMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts a kept file. */
    public void received(Receipt receipt) {
        count(receipt.outcome().name());
    }

    void refused(Failure failure) {
        count(failure.name());
    }

    private void count(String outcome) {
        registry.counter(FILES, "outcome", outcome.toLowerCase(Locale.ROOT)).increment();
    }
}
