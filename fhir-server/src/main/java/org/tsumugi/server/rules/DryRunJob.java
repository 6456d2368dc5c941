package org.tsumugi.server.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.mpi.rule.RulesFile;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;

/** {@code person-dry-run}: what a version of the rules would change, were it in force. Nothing is changed. */
public final class DryRunJob implements Job {

    static final String KIND = "person-dry-run";
    static final String VERSION = "version";

    private static final int BATCH = 500;

    private final JdbcOperations jdbc;
    private final Persons persons;
    private final RulesInForce rules;
    private final RulesTable table;
    private final int batch;

    /** @param jdbc takes part in the transactions of {@code persons} */
    public DryRunJob(JdbcOperations jdbc, Persons persons, RulesInForce rules, Clock clock) {
        this(jdbc, persons, rules, clock, BATCH);
    }

    /** @param batch so many records are looked at between two reports */
    DryRunJob(JdbcOperations jdbc, Persons persons, RulesInForce rules, Clock clock, int batch) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.rules = rules;
        this.table = new RulesTable(jdbc, clock);
        this.batch = batch;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) {
        String version = arguments.path(VERSION).asText();
        PersonIndex index = rules.of(
                        RulesFile.read(table.text(version).orElseThrow()),
                        rules.now().model())
                .index();
        JsonNode earlier = progress.earlier().orElse(MissingNode.getInstance());
        DryRun found = new DryRun(earlier.path("found"));
        UUID behind = UUID.fromString(earlier.path("behind").asText(new UUID(0, 0).toString()));
        long done = earlier.path("done").asLong();
        long total = count();
        ObjectNode state = JsonNodeFactory.instance.objectNode().put("total", total);
        while (true) {
            UUID from = behind;
            List<RecordKey> looked = Objects.requireNonNull(persons.ask(store -> {
                List<RecordKey> keys = store.recordsBehind(from, batch).stream()
                        .map(PatientRecord::key)
                        .toList();
                found.add(keys, index.preview(store, keys, new Cause(Cause.Kind.RULES, KIND, "")));
                return keys;
            }));
            if (looked.isEmpty()) {
                break;
            }
            behind = UUID.fromString(looked.get(looked.size() - 1).patient());
            done += looked.size();
            state.put("behind", behind.toString()).put("done", done).set("found", found.sum());
            progress.report(state);
        }
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put(VERSION, version)
                .put("comparedWith", rules.now().rules().version())
                .put("records", done);
        result.setAll(found.sum());
        return result;
    }

    private long count() {
        Long count = jdbc.queryForObject("select count(*) from tsumugi.person_record", Long.class);
        return count == null ? 0 : count;
    }
}
