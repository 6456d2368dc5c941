package org.tsumugi.server.review;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.postgres.PostgresIndexStore;

/** What waits for reviewers. A page begins behind the last item of the one before, whatever was decided meanwhile. */
final class Queue {

    /** More are not counted. */
    static final int MOST_COUNTED = 10_000;

    private static final UUID FIRST = new UUID(0, 0);

    private static final String DOUBTS = """
            select doubt, opened_at, body::text from tsumugi.person_doubt
            where closed_at is null and kind = ? and (opened_at, doubt) > (?, ?) order by opened_at, doubt limit ?
            """;

    /** Each two once, though each of them may have the other for a candidate. */
    private static final String CANDIDATES_FROM = """
            from tsumugi.person_candidate c
            join tsumugi.person_record one on one.patient = c.patient
            join tsumugi.person_record other on other.patient = c.other
            where one.person <> other.person
            and not exists (
                select 1 from tsumugi.person_candidate o where o.patient = c.other and o.other = c.patient
                and (o.weight > c.weight or o.weight = c.weight and o.patient < c.patient))
            and not exists (select 1 from tsumugi.person_judgement j where j.low = c.patient and j.high = c.other)
            and not exists (select 1 from tsumugi.person_judgement j where j.low = c.other and j.high = c.patient)
            and not exists (
                select 1 from tsumugi.person_review p where p.low = c.patient and p.high = c.other and\s""" + ReviewTable.WAITING + """
            )
            and not exists (
                select 1 from tsumugi.person_review p where p.low = c.other and p.high = c.patient and\s""" + ReviewTable.WAITING + ")\n";

    private static final String CANDIDATES = """
            select c.patient, one.facility as facility, c.other, other.facility as other_facility, c.weight, c.probability,
                c.model, c.found_at
            """ + CANDIDATES_FROM + """
            and c.weight <= ? and (c.weight < ? or (c.patient, c.other) > (?, ?))
            order by c.weight desc, c.patient, c.other limit ?
            """;

    private final JdbcOperations jdbc;
    private final ReviewTable reviews;

    Queue(JdbcOperations jdbc, ReviewTable reviews) {
        this.jdbc = jdbc;
        this.reviews = reviews;
    }

    /**
     * Some items, the most urgent first.
     *
     * @param only of one kind; null for all
     * @param after the cursor of the item before; null for the beginning
     */
    List<QueueItem> page(@Nullable QueueKind only, @Nullable Cursor after, int limit) {
        List<QueueItem> items = new ArrayList<>();
        for (QueueKind kind : QueueKind.values()) {
            boolean asked = (only == null || only == kind) && (after == null || kind.compareTo(after.kind()) >= 0);
            if (asked && items.size() < limit) {
                Cursor from = after != null && after.kind() == kind ? after : Cursor.before(kind);
                items.addAll(items(from, limit - items.size()));
            }
        }
        return items;
    }

    /** How many of each kind, {@link #MOST_COUNTED} for so many or more. */
    Map<QueueKind, Integer> totals() {
        Map<QueueKind, Integer> totals = new EnumMap<>(QueueKind.class);
        for (QueueKind kind : QueueKind.values()) {
            totals.put(
                    kind,
                    kind.isDoubt()
                            ? doubts(kind)
                            : count(
                                    kind == QueueKind.PROPOSAL
                                            ? "from tsumugi.person_review p where p.part_of is null and "
                                                    + ReviewTable.WAITING
                                            : CANDIDATES_FROM));
        }
        return totals;
    }

    private int doubts(QueueKind kind) {
        return count("from tsumugi.person_doubt where closed_at is null and kind = ?", kind.name());
    }

    private int count(String from, Object... arguments) {
        Integer count = jdbc.queryForObject(
                "select count(*) from (select 1 " + from + " limit " + MOST_COUNTED + ") counted",
                Integer.class,
                arguments);
        return count == null ? 0 : count;
    }

    private List<QueueItem> items(Cursor from, int limit) {
        return switch (from.kind()) {
            case PROPOSAL ->
                reviews.waitingBehind(from.number(), limit).stream()
                        .map(this::proposal)
                        .toList();
            case CANDIDATE -> candidates(from, limit);
            case JUDGEMENTS, VETOED, CUT, LARGE_BLOCK -> doubts(from, limit);
        };
    }

    private QueueItem proposal(Review review) {
        List<Pair> pairs =
                reviews.together(review.review()).stream().map(Review::pair).toList();
        return new QueueItem(
                "proposal-" + review.review(),
                QueueKind.PROPOSAL,
                QueueKind.PROPOSAL + "," + review.review(),
                review.at(),
                pairs.stream()
                        .flatMap(pair -> Stream.of(pair.low(), pair.high()))
                        .distinct()
                        .toList(),
                pairs,
                null,
                null,
                review);
    }

    private List<QueueItem> doubts(Cursor from, int limit) {
        return jdbc.query(
                DOUBTS,
                (row, number) -> {
                    Doubt doubt = PostgresIndexStore.doubt(row.getString(3));
                    Instant since = row.getObject(2, OffsetDateTime.class).toInstant();
                    return new QueueItem(
                            "doubt-" + row.getString(1),
                            from.kind(),
                            from.kind() + "," + since + "," + row.getString(1),
                            since,
                            List.copyOf(doubt.records()),
                            doubt.pairs(),
                            doubt.rung(),
                            null,
                            null);
                },
                from.kind().name(),
                OffsetDateTime.ofInstant(from.since(), ZoneOffset.UTC),
                from.one(),
                limit);
    }

    private List<QueueItem> candidates(Cursor from, int limit) {
        return jdbc.query(
                CANDIDATES,
                (row, number) -> {
                    Pair pair = Pair.of(
                            new RecordKey(row.getString("facility"), row.getString("patient")),
                            new RecordKey(row.getString("other_facility"), row.getString("other")));
                    double weight = row.getDouble("weight");
                    return new QueueItem(
                            "candidate-" + pair.low().patient() + "-"
                                    + pair.high().patient(),
                            QueueKind.CANDIDATE,
                            QueueKind.CANDIDATE + "," + weight + "," + row.getString("patient") + ","
                                    + row.getString("other"),
                            row.getObject("found_at", OffsetDateTime.class).toInstant(),
                            List.of(pair.low(), pair.high()),
                            List.of(pair),
                            null,
                            new QueueItem.Likeness(weight, row.getDouble("probability"), row.getString("model")),
                            null);
                },
                from.weight(),
                from.weight(),
                from.one(),
                from.other(),
                limit);
    }

    /**
     * A place in the queue.
     *
     * @param number of a proposal
     * @param since of a doubt
     * @param weight of a candidate
     * @param one the doubt, or the candidate's record
     * @param other the candidate
     */
    record Cursor(QueueKind kind, long number, Instant since, double weight, UUID one, UUID other) {

        static Cursor before(QueueKind kind) {
            return new Cursor(kind, 0, Instant.EPOCH, Double.POSITIVE_INFINITY, FIRST, FIRST);
        }

        /** Of an item's; empty when it is none. */
        static Optional<Cursor> read(String text) {
            String[] parts = text.split(",", -1);
            try {
                QueueKind kind = QueueKind.valueOf(parts[0]);
                Cursor start = before(kind);
                if (kind == QueueKind.PROPOSAL && parts.length == 2) {
                    return Optional.of(
                            new Cursor(kind, Long.parseLong(parts[1]), start.since(), start.weight(), FIRST, FIRST));
                }
                if (kind == QueueKind.CANDIDATE && parts.length == 4) {
                    return Optional.of(new Cursor(
                            kind,
                            0,
                            start.since(),
                            Double.parseDouble(parts[1]),
                            UUID.fromString(parts[2]),
                            UUID.fromString(parts[3])));
                }
                return kind.isDoubt() && parts.length == 3
                        ? Optional.of(new Cursor(
                                kind, 0, Instant.parse(parts[1]), start.weight(), UUID.fromString(parts[2]), FIRST))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }
}
