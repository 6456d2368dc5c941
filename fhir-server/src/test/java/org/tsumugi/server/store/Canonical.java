package org.tsumugi.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tsumugi.server.raw.Sha256;

/**
 * What resources say apart from who has them: ids are a function of the facility, so they are replaced by what the resource with that
 * id says. Two facilities that sent the same files must come out equal.
 */
final class Canonical {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Canonical() {}

    /** One digest per resource, sorted. */
    static List<String> of(String facility, Collection<JsonNode> resources) {
        Map<String, String> texts = new HashMap<>();
        for (JsonNode resource : resources) {
            ObjectNode copy = resource.deepCopy();
            String id = copy.remove("id").asText();
            if (copy.get("meta") instanceof ObjectNode meta) {
                meta.remove(List.of("versionId", "lastUpdated", "source"));
            }
            texts.put(id, withoutFacility(copy.toString(), facility));
        }
        Map<String, String> alone = new HashMap<>();
        texts.forEach((id, text) -> alone.put(id, digest(UUID.matcher(text).replaceAll("UUID"))));
        return texts.values().stream()
                .map(text -> text.substring(0, Math.min(60, text.length())) + " "
                        + digest(UUID.matcher(text)
                                .replaceAll(found ->
                                        Matcher.quoteReplacement(alone.getOrDefault(found.group(), "elsewhere")))))
                .sorted()
                .toList();
    }

    /** The code stands in resources as a whole and, without prefecture and table number, as the 7 digits of the institution. */
    private static String withoutFacility(String text, String facility) {
        return text.replace(facility, "FACILITY").replace(facility.substring(3), "INSTITUTION");
    }

    private static String digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
