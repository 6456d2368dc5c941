package org.tsumugi.upload.send;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What has been handed over for sending and is not settled yet. */
public final class Underway {

    private final Clock clock;
    private final Map<String, Batch> byConnection = new ConcurrentHashMap<>();

    private record Batch(int files, Instant since) {}

    public Underway(Clock clock) {
        this.clock = clock;
    }

    void begin(String connection, int files) {
        byConnection.put(connection, new Batch(files, clock.instant()));
    }

    void end(String connection) {
        byConnection.remove(connection);
    }

    /** How many files. */
    public long files() {
        return byConnection.values().stream().mapToLong(Batch::files).sum();
    }

    /** Since when the longest of them has been under way. */
    public Optional<Instant> oldest() {
        return byConnection.values().stream().map(Batch::since).min(Instant::compareTo);
    }
}
