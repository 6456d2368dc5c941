package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt at a job in this process. The job's own thread reports; the heartbeat's keeps what was reported. */
final class RunningJob implements JobProgress {

    private final JobView job;
    private final Thread thread;
    private @Nullable JsonNode latest;
    private @Nullable Reason reason;

    /** Why a job is to stop. */
    enum Reason {
        CANCELLED,
        LOST,
        SERVER_STOPS
    }

    /** Begun by the calling thread. */
    RunningJob(JobView job) {
        this.job = job;
        this.thread = Thread.currentThread();
    }

    UUID id() {
        return job.id();
    }

    int attempt() {
        return job.attempt();
    }

    JobView job() {
        return job;
    }

    @Override
    public Optional<JsonNode> earlier() {
        return Optional.ofNullable(job.progress());
    }

    @Override
    public synchronized void report(JsonNode progress) {
        latest = progress.deepCopy();
        if (reason != null) {
            throw new JobStoppedException();
        }
    }

    synchronized @Nullable JsonNode latest() {
        return latest;
    }

    /** The first reason counts. */
    synchronized void stop(Reason why) {
        if (reason == null) {
            reason = why;
        }
    }

    synchronized @Nullable Reason reason() {
        return reason;
    }

    /** For one that waits for something, and so reports nothing. */
    void interrupt() {
        thread.interrupt();
    }
}
