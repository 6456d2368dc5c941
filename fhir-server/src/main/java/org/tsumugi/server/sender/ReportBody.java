package org.tsumugi.server.sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Reads a sender's report: a JSON object with the members that every version of the sender has, and whatever else a newer one adds. */
final class ReportBody {

    private static final int MOST_BYTES = 64 << 10;
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.^-]{0,63}");

    /** A code or a data type of the storage; never a path, and no number that could be a patient's. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z](?!.*[0-9]{5})[A-Za-z0-9_.^-]{0,63}");

    /** What is counted under a name that a hospital made up itself: the count is wanted, the name is not. */
    private static final String OTHER = "OTHER";

    private static final Set<String> COUNTS = Set.of("sent", "skipped", "violations", "errors");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportBody() {}

    /** The report, with {@code agent} and, as far as they are there, counts by code. */
    static JsonNode read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new RefusedException(Failure.TOO_LARGE);
        }
        JsonNode report = parse(bytes);
        // the database's JSON has no place for this character
        if (!(report instanceof ObjectNode read) || report.toString().contains("\\u0000")) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        COUNTS.stream().filter(read::has).forEach(name -> read.set(name, byCode(read.path(name))));
        return read;
    }

    static UUID agent(JsonNode report) {
        try {
            return UUID.fromString(report.path("agent").asText());
        } catch (IllegalArgumentException notANumber) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
    }

    static String state(JsonNode report) {
        String state = report.path("state").asText();
        if (!STATE.matcher(state).matches()) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        return state;
    }

    /**
     * The same counts. Keys that are no codes are summed up under one: a hospital may call a folder of its extended storage what it
     * likes, and must not lose the report of its day for it.
     */
    private static ObjectNode byCode(JsonNode counts) {
        if (!counts.isObject()) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        ObjectNode byCode = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> entry : counts.properties()) {
            String code = CODE.matcher(entry.getKey()).matches() ? entry.getKey() : OTHER;
            byCode.put(code, sum(byCode.path(code).asLong(), count(entry.getValue())));
        }
        return byCode;
    }

    private static long count(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        return value.longValue();
    }

    private static long sum(long a, long b) {
        if (a > Long.MAX_VALUE - b) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        return a + b;
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
    }
}
