package org.tsumugi.server.visibility;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request, the same for every world.
 *
 * @param method HTTP verb
 * @param path below the FHIR base, {@code {mid}} standing for a moment between two loads of the world
 * @param headers besides the reader's
 * @param body or null
 */
record Probe(
        String method,
        String path,
        Map<String, String> headers,
        @Nullable String body) {

    static Probe get(String path) {
        return new Probe("GET", path, Map.of(), null);
    }

    static Probe get(String path, String header, String value) {
        return new Probe("GET", path, Map.of(header, value), null);
    }

    static Probe json(String method, String path, String body) {
        return new Probe(method, path, Map.of("Content-Type", "application/fhir+json"), body);
    }

    Probe with(String header, String value) {
        Map<String, String> more = new java.util.TreeMap<>(headers);
        more.put(header, value);
        return new Probe(method, path, more, body);
    }

    @Override
    public String toString() {
        String text = method + " " + path + (headers.isEmpty() ? "" : " " + headers);
        return body == null ? text : text + " " + body;
    }
}
