package org.tsumugi.server.job;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A kind of long-running work; one object for all of its kind, called by one thread at a time in each process. It may be interrupted
 * anywhere and run again, so what it does twice must come out as if done once.
 */
public interface Job {

    /** The kind's name, the same for ever: it is in the database. */
    String kind();

    /**
     * Does the work. Nothing of arguments, progress and result may be a patient's.
     *
     * @param progress where the work says how far it is, often: that is also where it learns that it is to stop
     * @param arguments what was asked for
     * @return the result, shown to operators
     * @throws JobStoppedException out of {@code progress}: let it pass
     * @throws Exception the work failed; its class is shown, its message is not
     */
    JsonNode run(JobProgress progress, JsonNode arguments) throws Exception;
}
