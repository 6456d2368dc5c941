package org.tsumugi.server.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;

/** {@code person-rescore}: has candidates looked for anew, after the score has changed. Nothing is linked by it. */
public final class RescoreJob implements Job {

    static final String KIND = "person-rescore";

    private static final int BATCH = 10_000;

    private static final String AGAIN = """
            with batch as (select patient from tsumugi.person_record where patient > ? order by patient limit ?),
            again as (
                update tsumugi.person_record r set suggested = false from batch
                where r.patient = batch.patient and r.suggested)
            select patient from batch order by patient
            """;

    private final JdbcOperations jdbc;

    /** On the migrated database behind {@code jdbc}. */
    public RescoreJob(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) {
        JsonNode earlier = progress.earlier().orElse(MissingNode.getInstance());
        UUID behind = UUID.fromString(earlier.path("behind").asText(new UUID(0, 0).toString()));
        long done = earlier.path("done").asLong();
        ObjectNode state = JsonNodeFactory.instance.objectNode().put("done", done);
        List<UUID> batch = jdbc.queryForList(AGAIN, UUID.class, behind, BATCH);
        while (!batch.isEmpty()) {
            behind = batch.get(batch.size() - 1);
            done += batch.size();
            progress.report(state.put("done", done).put("behind", behind.toString()));
            batch = jdbc.queryForList(AGAIN, UUID.class, behind, BATCH);
        }
        return JsonNodeFactory.instance.objectNode().put("records", done);
    }
}
