package org.tsumugi.server.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.journal.Tallies;

/** {@code tally correct}: makes the sums that a status is made of what counting gives, while files come and go. */
public final class TallyCorrection implements Job {

    /** The kind. */
    public static final String KIND = "tally-correct";

    private final Tallies tallies;

    /** Corrects {@code tallies}. */
    public TallyCorrection(Tallies tallies) {
        this.tallies = tallies;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) {
        return JsonNodeFactory.instance.objectNode().put("corrected", tallies.correct());
    }
}
