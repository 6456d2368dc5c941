package org.tsumugi.server.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;
import org.tsumugi.server.job.JobProgress;

/** Where a verification is, kept with its job so that an interrupted one goes on there. */
final class Position {

    private static final String DONE = "done";

    private final JobProgress progress;
    private final UUID run;
    private final Pace pace;
    private final ObjectNode steps;
    private final ObjectNode looked;
    private long all;

    Position(JobProgress progress, UUID run, JsonNode earlier, Pace pace) {
        this.progress = progress;
        this.run = run;
        this.pace = pace;
        this.steps = object(earlier.path("steps"));
        this.looked = object(earlier.path("looked"));
        this.all = earlier.path(DONE).asLong();
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    boolean isToDo(String step) {
        return !steps.path(step).path(DONE).asBoolean();
    }

    void runs(String name, Step step) throws IOException, InterruptedException {
        step.run(steps.path(name).path("cursor").asText(Step.START), (cursor, more) -> {
            steps.putObject(name).put("cursor", cursor);
            looked.put(name, looked.path(name).asLong() + more);
            all += more;
            report();
            pace.did(more);
        });
        steps.putObject(name).put(DONE, true);
        report();
    }

    private void report() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("run", run.toString()).put(DONE, all);
        report.set("steps", steps);
        report.set("looked", looked);
        progress.report(report);
    }

    ObjectNode looked() {
        return looked.deepCopy();
    }
}
