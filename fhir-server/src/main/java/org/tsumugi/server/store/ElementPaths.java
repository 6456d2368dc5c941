package org.tsumugi.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which elements of a resource differ, by their paths and without their values. */
final class ElementPaths {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_THE_WRITING = Set.of("id", "meta.versionId", "meta.lastUpdated", "meta.source");

    private ElementPaths() {}

    /** The deepest elements that differ; of lists of different lengths also what only one of them has. */
    static List<String> between(String before, String after) {
        Set<String> paths = new TreeSet<>();
        compare("", tree(before), tree(after), paths);
        paths.removeAll(OF_THE_WRITING);
        return List.copyOf(paths);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // its message would quote the resource
            throw new IllegalStateException(
                    "a resource is not JSON: " + e.getClass().getName());
        }
    }

    private static void compare(String path, JsonNode before, JsonNode after, Set<String> paths) {
        if (before.equals(after)) {
            return;
        }
        if (isOrMissing(before, JsonNode::isArray, after)) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(path, before.path(i), after.path(i), paths);
            }
        } else if (isOrMissing(before, JsonNode::isObject, after)) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), paths);
            }
        } else {
            paths.add(path);
        }
    }

    private static boolean isOrMissing(JsonNode before, Predicate<JsonNode> kind, JsonNode after) {
        return (kind.test(before) || before instanceof MissingNode)
                && (kind.test(after) || after instanceof MissingNode);
    }
}
