package org.tsumugi.server.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.match.PairCounts;
import org.tsumugi.mpi.score.Estimate;
import org.tsumugi.mpi.score.Estimator;
import org.tsumugi.mpi.score.Feature;
import org.tsumugi.mpi.score.Frequencies;
import org.tsumugi.mpi.score.Model;
import org.tsumugi.mpi.score.Terms;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;

/**
 * {@code person-learn}: learns how much agreement and disagreement tell in this network, from its own records, and how frequent names are
 * among its persons. What is learned is kept as a version that is not used before an operator says so; what cannot be right is not
 * kept. An interrupted run begins anew.
 */
public final class LearnJob implements Job {

    static final String KIND = "person-learn";

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'network-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** Records' names are digests, so the first ones are as good as any, and the same every time. */
    private static final int SAMPLE = 20_000;

    /** Each pair is read, normalised and compared: enough to learn of, and minutes of work. */
    private static final long MOST_PAIRS = 1_000_000;

    private static final int PERSONS = 200_000;

    /** A name that fewer bear would tell who is in the network. */
    private static final int LEAST_BEARERS = 5;

    private static final int BATCH = 100;
    private static final int PERSONS_BATCH = 1_000;

    private final JdbcOperations jdbc;
    private final Persons persons;
    private final RulesInForce rules;
    private final ModelTable models;
    private final Clock clock;
    private final int randomPairs;

    /**
     * @param jdbc on the database of {@code persons}
     * @param randomPairs so many pairs are taken at random
     */
    public LearnJob(JdbcOperations jdbc, Persons persons, RulesInForce rules, Clock clock, int randomPairs) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.rules = rules;
        this.models = new ModelTable(jdbc, clock);
        this.clock = clock;
        this.randomPairs = randomPairs;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        PairCounts pairs = pairs(progress, state);
        Map<Feature, Map<String, Long>> names = new EnumMap<>(Feature.class);
        long counted = names(pairs, names, progress, state);
        String version = NAME.format(clock.instant());
        Estimate estimate = new Estimator(Model.initial()).estimate(version, pairs.counted(records(), randomPairs));
        ObjectNode figures = JsonNodeFactory.instance
                .objectNode()
                .put("records", pairs.records())
                .put("pairs", pairs.pairs())
                .put("persons", counted)
                .put("iterations", estimate.iterations())
                .put("converged", estimate.converged())
                .put("prior", estimate.model().prior())
                .put("share", estimate.share())
                .put("leastShare", estimate.bounds().least())
                .put("mostShare", estimate.bounds().most());
        ArrayNode implausible = figures.putArray("implausible");
        estimate.implausible().forEach(feature -> implausible.add(feature.name()));
        boolean kept = estimate.isPlausible() && pairs.pairs() > 0;
        if (kept) {
            models.store(estimate.model().withFrequencies(version, frequencies(names)), figures);
        }
        return figures.deepCopy().put("stored", kept).put("version", kept ? version : null);
    }

    private long records() {
        Long count = jdbc.queryForObject("select count(*) from tsumugi.person_record", Long.class);
        return count == null ? 0 : count;
    }

    private PairCounts pairs(JobProgress progress, ObjectNode state) {
        PairCounts pairs = new PairCounts(rules.normalizer(), rules.comparer());
        UUID behind = new UUID(0, 0);
        while (pairs.records() < SAMPLE && pairs.pairs() < MOST_PAIRS) {
            UUID from = behind;
            List<PatientRecord> batch = Objects.requireNonNull(persons.ask(store -> {
                List<PatientRecord> records = store.recordsBehind(from, BATCH);
                pairs.add(store, records);
                return records;
            }));
            if (batch.isEmpty()) {
                break;
            }
            behind = UUID.fromString(batch.get(batch.size() - 1).key().patient());
            progress.report(state.put("records", pairs.records()).put("pairs", pairs.pairs()));
        }
        return pairs;
    }

    private long names(
            PairCounts pairs, Map<Feature, Map<String, Long>> names, JobProgress progress, ObjectNode state) {
        UUID behind = new UUID(0, 0);
        long counted = 0;
        while (counted < PERSONS) {
            UUID from = behind;
            List<PatientRecord> batch =
                    Objects.requireNonNull(persons.ask(store -> store.personsBehind(from, PERSONS_BATCH)));
            if (batch.isEmpty()) {
                break;
            }
            for (PatientRecord record : batch) {
                Terms terms = pairs.terms(record);
                count(names, Feature.FAMILY_NAME, terms.familyName());
                count(names, Feature.GIVEN_NAME, terms.givenName());
                count(names, Feature.READING, terms.reading());
            }
            counted += batch.size();
            behind = UUID.fromString(batch.get(batch.size() - 1).key().patient());
            progress.report(state.put("persons", counted));
        }
        return counted;
    }

    private static void count(Map<Feature, Map<String, Long>> names, Feature feature, String name) {
        if (!name.isEmpty()) {
            names.computeIfAbsent(feature, any -> new HashMap<>()).merge(name, 1L, Long::sum);
        }
    }

    /** Of the features of which enough persons have a name. */
    private static Map<Feature, Frequencies> frequencies(Map<Feature, Map<String, Long>> names) {
        Map<Feature, Frequencies> frequencies = new EnumMap<>(Feature.class);
        names.forEach((feature, counts) -> {
            long total = counts.values().stream().mapToLong(Long::longValue).sum();
            if (total > LEAST_BEARERS) {
                frequencies.put(feature, Frequencies.of(counts, LEAST_BEARERS));
            }
        });
        return frequencies;
    }
}
