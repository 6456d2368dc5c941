package org.tsumugi.server.digest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tsumugi.server.raw.Sha256;

/**
 * The JSON of a resource with its members in alphabetical order, decimals as they were written, and without what says when and how
 * often it was written: id and the meta elements {@code versionId}, {@code lastUpdated} and {@code source}.
 */
final class CanonicalJson {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final List<String> OF_THE_WRITING = List.of("versionId", "lastUpdated", "source");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CanonicalJson() {}

    static Sha256 digest(String resource) {
        return Sha256.of(of(resource).getBytes(StandardCharsets.UTF_8));
    }

    static String of(String resource) {
        try {
            Map<String, Object> members = JSON.readValue(resource, OBJECT);
            members.remove("id");
            if (members.get("meta") instanceof Map<?, ?> meta) {
                OF_THE_WRITING.forEach(meta::remove);
                if (meta.isEmpty()) {
                    members.remove("meta");
                }
            }
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException notJson) {
            // its message would quote the resource
            throw new IllegalStateException(
                    "a stored resource is not JSON: " + notJson.getClass().getName());
        }
    }
}
