package org.tsumugi.server.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at.
 *
 * @param facility only this one; null for all
 * @param since only contents received since then; null for all
 * @param rate at most so many contents or resources a second; null for as fast as it goes
 */
record Scope(
        @Nullable String facility,
        @Nullable Instant since,
        @Nullable Integer rate) {

    boolean isEverything() {
        return facility == null && since == null;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (facility != null) {
            json.put("facility", facility);
        }
        if (since != null) {
            json.put("since", since.toString());
        }
        return rate == null ? json : json.put("rate", rate);
    }

    static Scope of(JsonNode json) {
        return new Scope(
                json.path("facility").textValue(),
                json.has("since") ? Instant.parse(json.path("since").asText()) : null,
                json.has("rate") ? Integer.valueOf(json.path("rate").asInt()) : null);
    }
}
