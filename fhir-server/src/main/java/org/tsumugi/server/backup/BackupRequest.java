package org.tsumugi.server.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an operator asks for.
 *
 * @param action what is to be done
 * @param place where the backups are
 * @param full begins a new chain
 * @param withRaw takes the contents of the raw store too
 * @param keepChains how many chains stay when old ones go
 */
record BackupRequest(Action action, String place, boolean full, boolean withRaw, int keepChains) {

    /** What is to be done. */
    enum Action {
        TAKE,
        VERIFY,
        PRUNE
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("action", action.name())
                .put("place", place)
                .put("full", full)
                .put("withRaw", withRaw)
                .put("keepChains", keepChains);
    }

    static BackupRequest of(JsonNode json) {
        return new BackupRequest(
                Action.valueOf(json.path("action").asText(Action.TAKE.name())),
                json.path("place").asText(),
                json.path("full").asBoolean(),
                json.path("withRaw").asBoolean(true),
                json.path("keepChains").asInt(2));
    }
}
