package org.tsumugi.server.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.facility.Facility;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.store.Lane;
import org.tsumugi.server.store.Reprocessing;
import org.tsumugi.server.store.Selection;

/** Has many files looked at again. It ends when all of them are waiting for the pipeline; a facility's status says how many still do. */
public final class RequeueJob implements Job {

    /** Files in quarantine. */
    public static final String RETRY = "retry";

    /** All files, after the mapper changed. */
    public static final String REMAP = "remap";

    static final String FACILITY = "facility";
    static final String CODE = "code";

    private final String kind;
    private final Set<FileState> states;
    private final Reprocessing reprocessing;
    private final Facilities facilities;

    private RequeueJob(String kind, Set<FileState> states, Reprocessing reprocessing, Facilities facilities) {
        this.kind = kind;
        this.states = states;
        this.reprocessing = reprocessing;
        this.facilities = facilities;
    }

    /** Files in quarantine. */
    public static RequeueJob retry(Reprocessing reprocessing, Facilities facilities) {
        return new RequeueJob(RETRY, Set.of(FileState.QUARANTINED), reprocessing, facilities);
    }

    /** All files that say something. */
    public static RequeueJob remap(Reprocessing reprocessing, Facilities facilities) {
        return new RequeueJob(REMAP, Set.of(), reprocessing, facilities);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) {
        List<String> codes = arguments.has(FACILITY)
                ? List.of(arguments.path(FACILITY).asText())
                : facilities.all().stream().map(Facility::code).toList();
        Optional<String> code = Optional.ofNullable(arguments.path(CODE).textValue());
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("total", codes.size());
        long files = 0;
        for (int done = 0; done < codes.size(); done++) {
            progress.report(report.put("done", done).put("files", files));
            files += reprocessing.requeue(
                    new Selection(Optional.of(codes.get(done)), Optional.empty(), states, code, List.of()), Lane.REMAP);
        }
        return JsonNodeFactory.instance.objectNode().put("files", files);
    }
}
