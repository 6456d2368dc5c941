package org.tsumugi.server.visibility;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Called when the last look stops an answer that would have shown a hidden resource. Once is once too often. */
public final class FenceAlarm implements Runnable {

    /** The counter's name; any value above 0 is a defect of this server. */
    public static final String METRIC = "tsumugi.visibility.alarms";

    private static final Logger LOG = LoggerFactory.getLogger(FenceAlarm.class);

    private final Counter counter;

    /** Counts in {@code meters}. */
    public FenceAlarm(MeterRegistry meters) {
        this.counter = Counter.builder(METRIC)
                .description("Answers stopped because they held a resource outside the reader's facilities")
                .register(meters);
    }

    @Override
    public void run() {
        counter.increment();
        LOG.error("An answer held a resource outside the reader's facilities and was stopped");
    }
}
