package org.tsumugi.server.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.postgres.KeptDecision;
import org.tsumugi.mpi.postgres.PostgresIndexStore;
import org.tsumugi.server.mpi.Person;
import org.tsumugi.server.mpi.PersonDirectory;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;

/** What reviewers are shown. */
final class Views {

    /** So many decisions and so many reviews at once; the newest. */
    static final int MOST = 200;

    /** So many records and pairs of one doubt. */
    private static final int MOST_OF_ONE = 50;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JdbcOperations jdbc;
    private final Persons persons;
    private final PersonDirectory directory;
    private final RulesInForce rules;
    private final ReviewTable reviews;
    private final Queue queue;

    Views(JdbcOperations jdbc, Persons persons, PersonDirectory directory, RulesInForce rules, ReviewTable reviews) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.directory = directory;
        this.rules = rules;
        this.reviews = reviews;
        this.queue = new Queue(jdbc, reviews);
    }

    /** A page of the queue, with totals on the first one. */
    ObjectNode queue(@Nullable QueueKind kind, Queue.@Nullable Cursor after, int limit) {
        List<QueueItem> items = queue.page(kind, after, limit);
        Set<RecordKey> keys = new HashSet<>();
        items.forEach(item -> keys.addAll(item.records()));
        Map<String, String> ids = idsOf(keys);
        ObjectNode page = NODES.objectNode();
        if (after == null) {
            ObjectNode totals = page.putObject("totals");
            queue.totals().forEach((each, count) -> totals.put(each.name(), count));
        }
        ArrayNode array = page.putArray("items");
        items.forEach(item -> array.add(item(item, ids)));
        return page.put(
                "next",
                items.size() < limit ? null : items.get(items.size() - 1).cursor());
    }

    private static ObjectNode item(QueueItem item, Map<String, String> ids) {
        ObjectNode shown = NODES.objectNode()
                .put("id", item.id())
                .put("kind", item.kind().name())
                .put("since", item.since().toString())
                .put("recordCount", item.records().size());
        ArrayNode records = shown.putArray("records");
        item.records().stream()
                .limit(MOST_OF_ONE)
                .forEach(key -> records.add(ReviewJson.key(key).put("commonHealthId", ids.get(key.patient()))));
        ArrayNode pairs = shown.putArray("pairs");
        item.pairs().stream().limit(MOST_OF_ONE).forEach(pair -> pairs.add(ReviewJson.pair(pair)));
        if (item.rung() != null) {
            shown.put("rung", item.rung());
        }
        QueueItem.Likeness likeness = item.likeness();
        if (likeness != null) {
            shown.putObject("score")
                    .put("model", likeness.model())
                    .put("bits", likeness.bits())
                    .put("probability", likeness.probability());
        }
        Review proposal = item.proposal();
        if (proposal != null) {
            shown.set("proposal", ReviewJson.review(proposal));
        }
        return shown;
    }

    /**
     * Two records side by side; empty when one of them is not there.
     *
     * @param all whether the other records of the second one's person are shown too
     */
    Optional<ObjectNode> pair(UUID one, UUID other, boolean all) {
        return Optional.ofNullable(persons.ask(store -> {
            Map<RecordKey, HeldRecord> found = new HashMap<>(
                    store.records(List.of(new RecordKey("", one.toString()), new RecordKey("", other.toString()))));
            if (found.size() < 2) {
                return null;
            }
            List<HeldRecord> both = List.copyOf(found.values());
            Pair pair = Pair.of(both.get(0).record().key(), both.get(1).record().key());
            HeldRecord low = Objects.requireNonNull(found.get(pair.low()));
            HeldRecord high = Objects.requireNonNull(found.get(pair.high()));
            RulesInForce.Deciding deciding = rules.now();
            ObjectNode view = NODES.objectNode();
            view.set("one", record(low));
            view.set("other", record(high));
            Map<RecordKey, HeldRecord> others = all ? others(store, found, other) : Map.of();
            if (all) {
                view.set("others", records(others));
            }
            others.forEach(found::putIfAbsent);
            view.put("seen", Seen.of(deciding, found.values()));
            view.setAll(ReviewJson.shown(deciding, deciding.matcher().look(store, low.record(), high.record())));
            Optional<Judgement> judgement = store.judgements(List.of(pair.low())).stream()
                    .filter(known -> known.pair().equals(pair))
                    .findFirst();
            view.put(
                    "judgement",
                    judgement.map(known -> Verdict.of(known.same()).name()).orElse(null));
            view.set("proposal", reviews.waiting(pair).map(ReviewJson::review).orElse(null));
            view.set("reviews", reviews(reviews.about(pair, MOST)));
            List<KeptDecision> decisions =
                    store.decisions(new TreeSet<>(List.of(low.person(), high.person())), Long.MAX_VALUE, MOST);
            view.set("decisions", decisions(decisions));
            return view;
        }));
    }

    /** Whose person's these are, without those that are shown already. */
    private static Map<RecordKey, HeldRecord> others(
            PostgresIndexStore store, Map<RecordKey, HeldRecord> shown, UUID whose) {
        Set<RecordKey> others = new TreeSet<>();
        shown.values().stream()
                .filter(held -> held.record().key().patient().equals(whose.toString()))
                .forEach(held -> store.members(List.of(held.person())).values().forEach(others::addAll));
        others.removeAll(shown.keySet());
        return store.records(others);
    }

    private ArrayNode records(Map<RecordKey, HeldRecord> held) {
        ArrayNode array = NODES.arrayNode();
        new TreeMap<>(held).values().forEach(each -> array.add(record(each)));
        return array;
    }

    /** What somebody proposed, with all records that it is about; empty when there is no such proposal. */
    Optional<ObjectNode> proposal(long number) {
        return Optional.ofNullable(persons.ask(store -> {
            Optional<Review> proposed = reviews.proposal(number);
            if (proposed.isEmpty()) {
                return null;
            }
            List<Pair> pairs =
                    reviews.together(number).stream().map(Review::pair).toList();
            Scope scope = Scope.of(store, pairs);
            ObjectNode view = NODES.objectNode();
            view.set("proposal", ReviewJson.review(proposed.get()));
            ArrayNode array = view.putArray("pairs");
            pairs.forEach(pair -> array.add(ReviewJson.pair(pair)));
            view.set("records", records(scope.records()));
            return view.put(
                    "seen",
                    scope.isThere() ? Seen.of(rules.now(), scope.records().values()) : null);
        }));
    }

    private ObjectNode record(HeldRecord held) {
        RecordKey key = held.record().key();
        ObjectNode shown = ReviewJson.record(held.record());
        shown.put("commonHealthId", idsOf(List.of(key)).get(key.patient()));
        shown.put(
                "patientNumber",
                jdbc
                        .queryForList(
                                "select patient from tsumugi.person_source where patient_id = ?",
                                String.class,
                                UUID.fromString(key.patient()))
                        .stream()
                        .findFirst()
                        .orElse(null));
        return shown;
    }

    /** The history of a person, of all whose records are the person's now; empty when the ID was never given out. */
    Optional<ObjectNode> history(String commonHealthId, long before) {
        return Optional.ofNullable(persons.ask(store -> {
            List<Long> asked =
                    jdbc.queryForList("select number from tsumugi.person_id where id = ?", Long.class, commonHealthId);
            if (asked.isEmpty()) {
                return null;
            }
            Set<Long> numbers = new TreeSet<>(asked);
            Optional<Person> person = directory.byCommonHealthId(commonHealthId);
            ObjectNode view = NODES.objectNode().put("commonHealthId", commonHealthId);
            view.set("person", person.map(Views::person).orElse(null));
            person.ifPresent(known -> numbers.addAll(numbersOf(known)));
            List<KeptDecision> found = store.decisions(numbers, before, MOST);
            view.set("decisions", decisions(found));
            view.put("next", found.size() < MOST ? null : found.get(MOST - 1).number());
            view.set(
                    "reviews",
                    reviews(
                            person.isEmpty()
                                    ? List.of()
                                    : reviews.about(person.get().records(), MOST)));
            return view;
        }));
    }

    private static ObjectNode person(Person person) {
        ObjectNode shown = NODES.objectNode().put("commonHealthId", person.id().value());
        ArrayNode former = shown.putArray("formerIds");
        person.formerIds().forEach(id -> former.add(id.value()));
        shown.set("records", ReviewJson.keys(person.records()));
        return shown;
    }

    private List<Long> numbersOf(Person person) {
        return jdbc.queryForList(
                "select number from tsumugi.person_id where patient = any(cast(? as uuid[]))", Long.class, (Object)
                        person.records().stream().map(RecordKey::patient).toArray(String[]::new));
    }

    private static ArrayNode reviews(List<Review> said) {
        ArrayNode array = NODES.arrayNode();
        said.forEach(review -> array.add(ReviewJson.review(review)));
        return array;
    }

    private ArrayNode decisions(List<KeptDecision> kept) {
        Set<Long> numbers = new HashSet<>();
        kept.forEach(decision -> numbers.add(decision.decision().person()));
        Map<Long, String> ids = new HashMap<>();
        jdbc.query(
                "select number, id from tsumugi.person_id where number = any(cast(? as bigint[]))",
                row -> {
                    ids.put(row.getLong(1), row.getString(2));
                },
                (Object) numbers.stream().mapToLong(Long::longValue).toArray());
        ArrayNode array = NODES.arrayNode();
        kept.forEach(decision -> array.add(ReviewJson.decision(decision, ids)));
        return array;
    }

    /** The common health IDs of the persons whose records these are, by record. */
    private Map<String, String> idsOf(Collection<RecordKey> keys) {
        Map<String, Long> numbers = new HashMap<>();
        jdbc.query(
                "select patient, person from tsumugi.person_record where patient = any(cast(? as uuid[]))",
                row -> {
                    numbers.put(row.getString(1), row.getLong(2));
                },
                (Object) keys.stream().map(RecordKey::patient).toArray(String[]::new));
        Map<Long, Person> known = directory.byNumber(new ArrayList<>(new HashSet<>(numbers.values())));
        Map<String, String> ids = new HashMap<>();
        numbers.forEach((record, number) -> {
            Person person = known.get(number);
            if (person != null) {
                ids.put(record, person.id().value());
            }
        });
        return ids;
    }
}
