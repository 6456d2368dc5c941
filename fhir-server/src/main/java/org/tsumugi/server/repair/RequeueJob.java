package org.tsumugi.server.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.store.Lane;
import org.tsumugi.server.store.Reprocessing;
import org.tsumugi.server.store.Reprocessing.Requeued;
import org.tsumugi.server.store.Selection;

/** Has many files looked at again. It ends when all of them are waiting for the pipeline; a facility's status says how many still do. */
public final class RequeueJob implements Job {

    /** Files in quarantine. */
    public static final String RETRY = "retry";

    /** All files, after the mapper changed. */
    public static final String REMAP = "remap";

    static final String FACILITY = "facility";
    static final String TYPE = "type";
    static final String CODE = "code";
    static final String OUTDATED = "outdated";

    private static final String DONE = "done";
    private static final String LAST = "last";

    private final String kind;
    private final Set<FileState> states;
    private final Reprocessing reprocessing;

    private RequeueJob(String kind, Set<FileState> states, Reprocessing reprocessing) {
        this.kind = kind;
        this.states = states;
        this.reprocessing = reprocessing;
    }

    /** Files in quarantine. */
    public static RequeueJob retry(Reprocessing reprocessing) {
        return new RequeueJob(RETRY, Set.of(FileState.QUARANTINED), reprocessing);
    }

    /** All files that say something. */
    public static RequeueJob remap(Reprocessing reprocessing) {
        return new RequeueJob(REMAP, Set.of(), reprocessing);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) {
        Requeued before = progress.earlier()
                .map(earlier -> new Requeued(
                        earlier.path(DONE).asLong(), earlier.path(LAST).asLong()))
                .orElse(Requeued.NOTHING);
        long files = reprocessing.requeue(
                selection(states, arguments),
                Lane.REMAP,
                before,
                soFar -> progress.report(JsonNodeFactory.instance
                        .objectNode()
                        .put(DONE, soFar.files())
                        .put(LAST, soFar.last())));
        return JsonNodeFactory.instance.objectNode().put("files", files);
    }

    static Selection selection(Set<FileState> states, JsonNode arguments) {
        Selection which = Selection.all().in(states);
        if (arguments.has(FACILITY)) {
            which = which.inFacility(arguments.path(FACILITY).asText());
        }
        if (arguments.has(TYPE)) {
            which = which.ofType(arguments.path(TYPE).asText());
        }
        if (arguments.has(CODE)) {
            which = which.withIssue(arguments.path(CODE).asText());
        }
        return arguments.path(OUTDATED).asBoolean() ? which.onlyOutdated() : which;
    }
}
