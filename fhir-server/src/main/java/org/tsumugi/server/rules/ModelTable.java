package org.tsumugi.server.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.score.Model;

/** Versions of the score. A version's numbers never change. */
final class ModelTable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcOperations jdbc;
    private final Clock clock;

    ModelTable(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<ModelVersion> all() {
        return jdbc.query("""
                select version, current, activated_at, activated_by, figures from tsumugi.person_model
                order by activated_at nulls last, version
                """, ModelTable::version);
    }

    Optional<String> text(String version) {
        return jdbc
                .queryForList("select body from tsumugi.person_model where version = ?", String.class, version)
                .stream()
                .findFirst();
    }

    void store(Model model, JsonNode figures) {
        jdbc.update(
                "insert into tsumugi.person_model (version, body, figures, current) values (?, ?, ?, false)",
                model.version(),
                model.toJson(),
                figures.toString());
    }

    void activate(String version, String operator) {
        jdbc.update("update tsumugi.person_model set current = false where current");
        jdbc.update("""
                update tsumugi.person_model set current = true, activated_at = ?, activated_by = ? where version = ?
                """, Timestamp.from(clock.instant()), operator, version);
    }

    private static ModelVersion version(ResultSet row, int number) throws SQLException {
        Timestamp at = row.getTimestamp("activated_at");
        return new ModelVersion(
                row.getString("version"),
                row.getBoolean("current"),
                at == null ? null : at.toInstant(),
                row.getString("activated_by"),
                json(row.getString("figures")));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the figures of a model are no JSON", e);
        }
    }
}
