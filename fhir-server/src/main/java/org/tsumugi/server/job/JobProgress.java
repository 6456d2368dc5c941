package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** How far a job is. */
public interface JobProgress {

    /** What an interrupted run of the same work last reported and was kept, so that this one can go on from there. */
    Optional<JsonNode> earlier();

    /**
     * Says how far the work is; cheap, kept about once a second. The members {@code done} and {@code total}, where there are any, are
     * shown as such.
     *
     * @throws JobStoppedException when the work is cancelled, the server stops, or another process has taken it over
     */
    void report(JsonNode progress);
}
