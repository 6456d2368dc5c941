package org.tsumugi.server.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Date;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads what the senders of all facilities reported. */
public final class SenderView {

    private static final String STATUS = """
            select facility, agent, seen_at, state, detail from tsumugi.sender_status order by facility, agent
            """;

    private static final String DAYS = """
            select facility, day, body from tsumugi.sender_summary where day >= ? order by facility, day
            """;

    private static final String DAYS_STATE = """
            select concat(count(*), ' ', max(received_at)) from tsumugi.sender_summary where day >= ?
            """;

    /** A code is shown and mailed: nothing else that a sender may say is. */
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    /** A data type, a local one of an extended storage included, but no number of a patient. */
    private static final Pattern TYPE = Pattern.compile("[A-Za-z](?!.*[0-9]{5})[A-Za-z0-9_.^-]{0,63}");

    private static final String OTHER = "OTHER";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcOperations jdbc;
    private final AtomicReference<@Nullable Days> read = new AtomicReference<>();

    /** Reads in the migrated database behind {@code jdbc}. */
    public SenderView(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    private record Days(LocalDate first, String state, Map<String, List<SenderDay>> byFacility) {}

    Map<String, List<Sender>> byFacility() {
        Map<String, List<Sender>> senders = new HashMap<>();
        jdbc.query(STATUS, row -> {
            JsonNode detail = json(row.getString("detail"));
            senders.computeIfAbsent(row.getString("facility"), facility -> new ArrayList<>())
                    .add(new Sender(
                            row.getObject("agent", UUID.class),
                            row.getTimestamp("seen_at").toInstant(),
                            code(row.getString("state")),
                            instant(detail.path("since").asText()),
                            detail.path("unsent").asLong(),
                            trouble(detail.path("trouble"))));
        });
        return senders;
    }

    /** The days since {@code first}, oldest first, all senders of a facility together. They change once a day. */
    Map<String, List<SenderDay>> days(LocalDate first) {
        String state = jdbc.queryForObject(DAYS_STATE, String.class, Date.valueOf(first));
        Days last = read.get();
        if (last == null || !last.first().equals(first) || !last.state().equals(state)) {
            last = new Days(first, String.valueOf(state), readDays(first));
            read.set(last);
        }
        return last.byFacility();
    }

    private Map<String, List<SenderDay>> readDays(LocalDate first) {
        Map<String, TreeMap<LocalDate, SenderDay>> days = new HashMap<>();
        jdbc.query(
                DAYS,
                row -> {
                    JsonNode body = json(row.getString("body"));
                    LocalDate day = row.getObject("day", LocalDate.class);
                    SenderDay report = new SenderDay(
                            day,
                            types(body.path("sent")),
                            codes(body.path("skipped")),
                            codes(body.path("violations")),
                            codes(body.path("errors")));
                    days.computeIfAbsent(row.getString("facility"), facility -> new TreeMap<>())
                            .merge(day, report, SenderView::sum);
                },
                Date.valueOf(first));
        Map<String, List<SenderDay>> lists = new HashMap<>();
        days.forEach((facility, byDay) -> lists.put(facility, List.copyOf(byDay.values())));
        return lists;
    }

    private static SenderDay sum(SenderDay a, SenderDay b) {
        return new SenderDay(
                a.day(),
                sum(a.sent(), b.sent()),
                sum(a.skipped(), b.skipped()),
                sum(a.violations(), b.violations()),
                sum(a.errors(), b.errors()));
    }

    private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
        Map<String, Long> sum = new TreeMap<>(a);
        b.forEach((code, count) -> sum.merge(code, count, Long::sum));
        return sum;
    }

    private static Map<String, Long> counts(JsonNode member) {
        Map<String, Long> counts = new TreeMap<>();
        member.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    private static Map<String, Long> codes(JsonNode member) {
        Map<String, Long> codes = new TreeMap<>();
        counts(member).forEach((code, count) -> codes.merge(code(code), count, Long::sum));
        return codes;
    }

    private static Map<String, Long> types(JsonNode member) {
        Map<String, Long> types = new TreeMap<>();
        counts(member)
                .forEach((type, count) -> types.merge(TYPE.matcher(type).matches() ? type : OTHER, count, Long::sum));
        return types;
    }

    private static @Nullable String trouble(JsonNode trouble) {
        return trouble.isMissingNode() || trouble.isNull() ? null : code(trouble.asText());
    }

    private static String code(String text) {
        return CODE.matcher(text).matches() ? text : OTHER;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds JSON that is none", e);
        }
    }
}
