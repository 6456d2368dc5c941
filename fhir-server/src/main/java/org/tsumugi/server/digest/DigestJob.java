package org.tsumugi.server.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.facility.Facility;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;

/** {@code digest}: the digests of one facility, or of all. */
public final class DigestJob implements Job {

    /** The kind. */
    public static final String KIND = "digest";

    static final String FACILITY = "facility";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StateDigests digests;
    private final Facilities facilities;

    /** A job that makes {@code digests}. */
    public DigestJob(StateDigests digests, Facilities facilities) {
        this.digests = digests;
        this.facilities = facilities;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) {
        List<String> codes = arguments.has(FACILITY)
                ? List.of(arguments.path(FACILITY).asText())
                : facilities.all().stream().map(Facility::code).toList();
        ArrayNode found = JSON.createArrayNode();
        Counter counter = new Counter(progress, codes.size());
        for (String code : codes) {
            found.add(JSON.<JsonNode>valueToTree(digests.of(code, counter::resource)));
            counter.facility();
        }
        ObjectNode result = JSON.createObjectNode();
        result.set("facilities", found);
        return result;
    }

    /** Counts facilities, and resources so that a large facility can be stopped in the middle. */
    private static final class Counter {

        private final JobProgress progress;
        private final ObjectNode report = JSON.createObjectNode();
        private int done;
        private long resources;

        Counter(JobProgress progress, int total) {
            this.progress = progress;
            report.put("total", total);
        }

        void resource(ResourceDigest resource) {
            resources++;
            report();
        }

        void facility() {
            done++;
            report();
        }

        private void report() {
            progress.report(report.put("done", done).put("resources", resources));
        }
    }
}
