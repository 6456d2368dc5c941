package org.tsumugi.server.sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Reads a sender's report: a JSON object with the members that every version of the sender has, and whatever else a newer one adds. */
final class ReportBody {

    private static final int MOST_BYTES = 64 << 10;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.^-]{0,63}");
    private static final Set<String> COUNTS = Set.of("sent", "skipped", "violations", "errors");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportBody() {}

    /** The report, with {@code agent} and, as far as they are there, counts that are counts by code. */
    static JsonNode read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new RefusedException(Failure.TOO_LARGE);
        }
        JsonNode report = parse(bytes);
        // the database's JSON has no place for this character
        boolean storable = report.isObject() && !report.toString().contains("\\u0000");
        if (!storable || !COUNTS.stream().allMatch(name -> isCounts(report.path(name)))) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        return report;
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
        if (!CODE.matcher(state).matches()) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        return state;
    }

    /** A path or a patient would be no code, so that none comes in by a mistake of the sender. */
    private static boolean isCounts(JsonNode counts) {
        return counts.isMissingNode()
                || counts.isObject()
                        && counts.properties().stream()
                                .allMatch(entry -> CODE.matcher(entry.getKey()).matches()
                                        && entry.getValue().isIntegralNumber()
                                        && entry.getValue().canConvertToLong()
                                        && entry.getValue().longValue() >= 0);
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
    }
}
