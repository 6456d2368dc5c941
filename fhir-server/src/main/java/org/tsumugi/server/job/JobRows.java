package org.tsumugi.server.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table {@code job}. */
final class JobRows {

    static final String COLUMNS =
            "job_id, kind, operator, arguments, state, progress, result, error, attempt, created_at,"
                    + " due_at, started_at, ended_at";

    private static final ObjectMapper JSON = new ObjectMapper();

    private JobRows() {}

    static JobView view(ResultSet row, int number) throws SQLException {
        return new JobView(
                row.getObject("job_id", UUID.class),
                row.getString("kind"),
                row.getString("operator"),
                Objects.requireNonNull(json(row.getString("arguments"))),
                JobState.valueOf(row.getString("state")),
                json(row.getString("progress")),
                json(row.getString("result")),
                row.getString("error"),
                row.getInt("attempt"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("ended_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database takes nothing but JSON there", e);
        }
    }
}
