package org.tsumugi.server.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Decision;
import org.tsumugi.mpi.index.Preview;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Link;

/**
 * What rules would change, added up batch by batch. Records of one neighbourhood may come in several batches, and each tells all of it: a
 * change counts in the batch that holds the lowest record that it is about.
 */
final class DryRun {

    /** So many changes are told one by one. */
    static final int TOLD = 100;

    private static final String[] COUNTS = {"merged", "split", "created", "moved", "doubtsOpened", "doubtsClosed"};

    private final ObjectNode sum;

    DryRun(JsonNode earlier) {
        this.sum = JsonNodeFactory.instance.objectNode();
        for (String count : COUNTS) {
            sum.put(count, earlier.path(count).asLong());
        }
        sum.set("openedByKind", object(earlier.path("openedByKind")));
        sum.set(
                "changes",
                earlier.path("changes").isArray()
                        ? earlier.path("changes").deepCopy()
                        : JsonNodeFactory.instance.arrayNode());
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode known ? known.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    /** @param batch the records that were looked at */
    void add(Collection<RecordKey> batch, Preview preview) {
        Set<String> records = batch.stream().map(RecordKey::patient).collect(Collectors.toSet());
        for (Decision decision : preview.decisions()) {
            if (records.contains(lowest(decision.before(), decision.after()))) {
                add(decision);
            }
        }
        for (Doubt doubt : preview.opened()) {
            if (records.contains(lowest(doubt.records(), Set.of()))) {
                count("doubtsOpened", 1);
                ObjectNode kinds = (ObjectNode) sum.path("openedByKind");
                String kind = doubt.kind().name();
                kinds.put(kind, kinds.path(kind).asLong() + 1);
            }
        }
        for (Doubt doubt : preview.closed()) {
            if (records.contains(lowest(doubt.records(), Set.of()))) {
                count("doubtsClosed", 1);
            }
        }
    }

    private void add(Decision decision) {
        Set<RecordKey> left = new HashSet<>(decision.before());
        left.removeAll(decision.after());
        count("moved", left.size());
        if (decision.before().isEmpty()) {
            count("created", 1);
        } else if (decision.after().isEmpty()) {
            count("merged", 1);
        } else if (!left.isEmpty()) {
            count("split", 1);
        }
        ArrayNode changes = (ArrayNode) sum.path("changes");
        if (changes.size() < TOLD) {
            changes.add(change(decision));
        }
    }

    private static ObjectNode change(Decision decision) {
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("person", decision.person());
        change.set("before", patients(decision.before()));
        change.set("after", patients(decision.after()));
        change.set("links", reasons(decision.links()));
        change.set("partings", reasons(decision.partings()));
        return change;
    }

    private static ArrayNode reasons(List<Link> links) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        links.forEach(link -> array.addObject()
                .put("one", link.pair().low().patient())
                .put("other", link.pair().high().patient())
                .put("rung", link.rung()));
        return array;
    }

    private static ArrayNode patients(SortedSet<RecordKey> keys) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        keys.forEach(key -> array.add(key.patient()));
        return array;
    }

    private static String lowest(Set<RecordKey> some, Set<RecordKey> more) {
        SortedSet<String> patients = new TreeSet<>();
        some.forEach(key -> patients.add(key.patient()));
        more.forEach(key -> patients.add(key.patient()));
        return patients.first();
    }

    private void count(String name, long more) {
        sum.put(name, sum.path(name).asLong() + more);
    }

    /** What was found so far. */
    ObjectNode sum() {
        return sum.deepCopy();
    }
}
