package org.tsumugi.server.receive;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.tsumugi.server.journal.Receipt;
import org.tsumugi.server.outcome.Failure;

/** Counts received files by what was new about them. No facility, path or patient is in a metric. */
public final class ReceiveMeter {

    private static final String FILES = "tsumugi.receive.files";

    private final MeterRegistry registry;

    public ReceiveMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows how much of the memory for received bytes there is, and is in use. */
    void memory(long all, LongSupplier free) {
        Gauge.builder("tsumugi.receive.memory", () -> all).baseUnit("bytes").register(registry);
        Gauge.builder("tsumugi.receive.memory.used", () -> Math.max(0, all - free.getAsLong()))
                .baseUnit("bytes")
                .register(registry);
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
