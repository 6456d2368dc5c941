package org.tsumugi.server.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.stream.Stream;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.store.PatientRef;
import org.tsumugi.server.store.Reprocessing;
import org.tsumugi.server.store.Selection;

/** Says what mapping a facility's files again would change, or all facilities'. It changes nothing. */
public final class PreviewJob implements Job {

    /** The kind. */
    public static final String KIND = "remap-preview";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Reprocessing reprocessing;

    /** A job that asks {@code reprocessing}. */
    public PreviewJob(Reprocessing reprocessing) {
        this.reprocessing = reprocessing;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) {
        Selection which = RequeueJob.selection(Set.of(), arguments);
        PreviewSum sum = new PreviewSum();
        try (Stream<PatientRef> patients = reprocessing.patients(which)) {
            patients.forEach(patient -> {
                sum.add(reprocessing.preview(patient.facility(), patient.patient(), which.dataType()));
                progress.report(JsonNodeFactory.instance.objectNode().put("done", sum.patients()));
            });
        }
        return JSON.valueToTree(sum.total());
    }
}
