package org.tsumugi.mpi.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Link;

/** Values as the database keeps them: records of Java as objects of JSON with the same names. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .build();
    private static final TypeReference<List<Link>> LINKS = new TypeReference<>() {};

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value has no form in JSON", e);
        }
    }

    static PatientRecord record(String json) {
        return read(json, PatientRecord.class);
    }

    static Doubt doubt(String json) {
        return read(json, Doubt.class);
    }

    static List<Link> links(String json) {
        try {
            return MAPPER.readValue(json, LINKS);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** Without the cause's message, which quotes the record. */
    private static IllegalStateException unreadable(JsonProcessingException e) {
        return new IllegalStateException("a value in the index of persons is not what was written: "
                + e.getClass().getSimpleName());
    }
}
