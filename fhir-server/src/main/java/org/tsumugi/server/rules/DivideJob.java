package org.tsumugi.server.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;

/**
 * {@code person-divide}: divides all records anew that were divided last by other rules than those in force. Records say by which they were,
 * so what an interrupted run did is not done again; it goes on behind the record where it was, without looking at those before, while others
 * wait. Another run begins with the first record.
 */
public final class DivideJob implements Job {

    static final String KIND = "person-divide";
    static final String VERSION = "version";
    static final String OPERATOR = "operator";
    static final String REASON = "reason";

    private final Persons persons;
    private final RulesInForce rules;
    private final int batch;

    /** @param batch so many records in one transaction, while the feed and reviewers wait */
    public DivideJob(Persons persons, RulesInForce rules, int batch) {
        this.persons = persons;
        this.rules = rules;
        this.batch = batch;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) {
        String version = arguments.path(VERSION).asText();
        Cause cause = new Cause(
                Cause.Kind.RULES,
                arguments.path(OPERATOR).asText(),
                arguments.path(REASON).asText());
        JsonNode earlier = progress.earlier().orElse(MissingNode.getInstance());
        long done = earlier.path("done").asLong();
        long changed = earlier.path("changed").asLong();
        UUID behind = UUID.fromString(earlier.path("behind").asText(new UUID(0, 0).toString()));
        ObjectNode state = JsonNodeFactory.instance.objectNode().put(VERSION, version);
        while (true) {
            Step step = step(version, behind, cause);
            if (step == null) {
                return state.put("done", done).put("changed", changed).put("superseded", true);
            }
            if (step.last() == null) {
                return state.put("done", done).put("changed", changed).put("superseded", false);
            }
            behind = step.last();
            done += step.records();
            changed += step.persons();
            progress.report(state.put("done", done).put("changed", changed).put("behind", behind.toString()));
        }
    }

    /**
     * One transaction.
     *
     * @param last the record where the next begins; null when there are no more
     * @param records how many were looked for
     * @param persons how many have other records now
     */
    private record Step(@Nullable UUID last, int records, int persons) {}

    /** Null when other rules have come into force, whose own job it is to go on. */
    private @Nullable Step step(String version, UUID behind, Cause cause) {
        return persons.change(store -> {
            RulesInForce.Deciding deciding = rules.now();
            if (!deciding.rules().version().equals(version)) {
                return null;
            }
            List<RecordKey> keys = store.dividedOtherwise(version, behind, batch);
            if (keys.isEmpty()) {
                return new Step(null, 0, 0);
            }
            int decisions = deciding.index().recheck(store, keys, cause).size();
            return new Step(UUID.fromString(keys.get(keys.size() - 1).patient()), keys.size(), decisions);
        });
    }
}
