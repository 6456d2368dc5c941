package org.tsumugi.server.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.tsumugi.search.Generation;
import org.tsumugi.search.Name;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/**
 * {@code search verify}: compares the names of records with the records, every document of the index with what the database says, both
 * ways, and the vocabulary; and where it is asked to, writes what is other as it should be.
 */
public final class SearchVerification implements Job {

    /** The kind. */
    public static final String KIND = "search-verify";

    static final String REPAIR = "repair";

    private static final int BATCH = 100;
    private static final int NUMBERS = 1_000;
    private static final int SHOWN = 1_000;

    /** So many documents are remembered, so that none is counted twice; an index with more that are other is to be made anew. */
    private static final int REMEMBERED = 1_000_000;

    private final SearchOperations operations;

    /** Compares the index of {@code operations}. */
    public SearchVerification(SearchOperations operations) {
        this.operations = operations;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** One run. */
    private final class Run {
        private final JobProgress progress;
        private final Generation generation;
        private final boolean repair;
        private final long total;
        private final ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        private long looked;
        private final Set<String> remembered = new HashSet<>();
        private long differing;
        private long names;
        private long recordNames;
        private long refused;

        Run(JobProgress progress, Generation generation, boolean repair, long total) {
            this.progress = progress;
            this.generation = generation;
            this.repair = repair;
            this.total = total;
        }

        /** What records are called, in the database itself. */
        void namesOfRecords() {
            long last = operations.lastNumber();
            for (long after = 0; after < last; after += NUMBERS) {
                recordNames += operations.otherNames(after, Math.min(last, after + NUMBERS), repair);
                report();
            }
        }

        private void report() {
            progress.report(
                    JsonNodeFactory.instance.objectNode().put("done", looked).put("total", total));
        }

        /** All that the database has. */
        void patients() {
            UUID after = new UUID(0, 0);
            List<UUID> page = operations.patientsAfter(after, BATCH);
            while (!page.isEmpty()) {
                note(operations.differing(generation, operations.concerning(page)));
                looked += page.size();
                report();
                page = operations.patientsAfter(page.get(page.size() - 1), BATCH);
            }
        }

        /** What the index has of whom there is nothing in the database. */
        void documents() {
            List<String> page = generation.keys("", BATCH);
            while (!page.isEmpty()) {
                note(operations.surplus(generation, page));
                report();
                page = generation.keys(page.get(page.size() - 1), BATCH);
            }
        }

        private void note(Set<String> other) {
            // a person's document is come upon once for each Patient
            Set<String> found = new TreeSet<>(other);
            found.removeAll(remembered);
            if (!found.isEmpty()) {
                differing += found.size();
                found.stream().limit(REMEMBERED - remembered.size()).forEach(remembered::add);
                found.stream().limit(SHOWN - shown.size()).forEach(shown::add);
                if (repair) {
                    refused += operations.rewrite(found).size();
                }
            }
        }

        void vocabulary() {
            List<Name> missing = operations.missingNames(generation);
            names = missing.size();
            if (repair && !missing.isEmpty()) {
                generation.addNames(missing);
                generation.refresh();
            }
        }

        JsonNode result() {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            result.put("looked", looked);
            result.put("differing", differing);
            result.put("missingNames", names);
            result.put("repaired", repair);
            result.put("refused", refused);
            result.put("otherNames", recordNames);
            result.put("clean", differing == 0 && names == 0 && recordNames == 0);
            result.set("documents", shown);
            return result;
        }
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) {
        Generation generation =
                operations.inForce().orElseThrow(() -> new RefusedException(Failure.SEARCH_UNAVAILABLE));
        Run run = new Run(progress, generation, arguments.path(REPAIR).asBoolean(), operations.patients());
        run.namesOfRecords();
        run.patients();
        run.documents();
        run.vocabulary();
        return run.result();
    }
}
