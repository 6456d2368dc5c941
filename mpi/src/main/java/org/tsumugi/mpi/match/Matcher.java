package org.tsumugi.mpi.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.Comparison;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.index.HeldRecord;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Ladder;
import org.tsumugi.mpi.link.RungKeys;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.score.Model;
import org.tsumugi.mpi.score.Pattern;
import org.tsumugi.mpi.score.Score;

/** Finds the persons whom a record may be, the likeliest first. */
public final class Matcher {

    /** More records under one key tell nothing, and would be looked at in vain. */
    static final int MOST_OF_ONE_KEY = 500;

    /** From here on a candidate is probable. */
    static final double PROBABLE = 0.9;

    /** From here on it is a candidate. */
    private static final double POSSIBLE = 0.01;

    /**
     * Evidence, in bits, of which it is a candidate whatever its probability: where names that changed together count as if they had
     * changed apart, that comes out too low.
     */
    private static final double EVIDENT = 4;

    private final Rules rules;
    private final Normalizer normalizer;
    private final RecordComparer comparer;
    private final Ladder ladder;
    private final Model model;
    private final SearchKeys keys = new SearchKeys();

    /** Candidates by these rules and this model. */
    public Matcher(Rules rules, Normalizer normalizer, RecordComparer comparer, Model model) {
        this.rules = rules;
        this.normalizer = normalizer;
        this.comparer = comparer;
        this.ladder = new Ladder(rules, comparer);
        this.model = model;
    }

    /**
     * What was found.
     *
     * @param candidates the likeliest first
     * @param narrowed whether so many share a name or number that those were not looked at who share nothing else
     * @param several whether the ladder leads to more than one person, or to a group that contradicts itself, and so to none for certain
     */
    public record Answer(List<Candidate> candidates, boolean narrowed, boolean several) {

        public Answer {
            candidates = List.copyOf(candidates);
        }
    }

    /** The model, which every score gives. */
    public Model model() {
        return model;
    }

    /**
     * Whom this record may be. One that is kept already is not its own candidate, nor is its person.
     *
     * @param query the record; its key may be that of none
     */
    public Answer match(CandidateStore store, PatientRecord query) {
        NormalRecord asked = normalizer.normalize(query);
        CandidateStore.Found found =
                store.candidates(keys.of(asked), asked.numbers().keySet(), MOST_OF_ONE_KEY);
        Map<RecordKey, HeldRecord> near = new HashMap<>(store.records(found.records()));
        HeldRecord self = near.remove(query.key());
        if (self != null && self.person() != 0) {
            near.values().removeIf(held -> held.person() == self.person());
        }
        List<Candidate> candidates = new ArrayList<>();
        Query prepared = new Query(asked, store.large(RungKeys.of(rules, asked), rules.largestBlock()));
        Set<Long> likely = new HashSet<>();
        near.values().stream()
                .filter(held ->
                        isPossible(prepared.score(held)) || prepared.rung(held).isPresent())
                .forEach(held -> likely.add(held.person()));
        Map<Long, List<HeldRecord>> persons = persons(store, likely);
        persons.forEach((person, records) -> candidates.add(prepared.candidate(person, records)));
        boolean several = isOfSeveral(store, prepared, persons);
        if (self != null || several) {
            candidates.replaceAll(Matcher::uncertain);
        }
        candidates.sort(Comparator.comparing(Candidate::grade)
                .thenComparing(candidate -> -candidate.score().weight())
                .thenComparing(Candidate::person));
        return new Answer(candidates, found.narrowed(), several);
    }

    /** Whether the score alone makes it a candidate. */
    public static boolean isPossible(Score score) {
        return score.probability() >= POSSIBLE || score.weight() >= EVIDENT;
    }

    /** Two records beside each other; the same whichever comes first. */
    public Look look(CandidateStore store, PatientRecord one, PatientRecord other) {
        boolean ordered = one.key().compareTo(other.key()) < 0;
        NormalRecord low = normalizer.normalize(ordered ? one : other);
        NormalRecord high = normalizer.normalize(ordered ? other : one);
        Comparison comparison = comparer.compare(low, high);
        Set<LinkKey> large = store.large(RungKeys.of(rules, low), rules.largestBlock());
        return new Look(
                comparison.evidence(),
                model.score(Features.of(comparison, low, high), Features.terms(low)),
                ladder.rungBesideVetoes(low, high, large::contains),
                ladder.vetoes(comparison));
    }

    /** What links with two persons is certain of neither, nor is what links with a group that contradicts itself. */
    private static boolean isOfSeveral(CandidateStore store, Query query, Map<Long, List<HeldRecord>> persons) {
        List<List<HeldRecord>> linked = persons.values().stream()
                .filter(records ->
                        records.stream().anyMatch(held -> query.rung(held).isPresent()))
                .toList();
        List<RecordKey> records = linked.stream()
                .flatMap(List::stream)
                .map(held -> held.record().key())
                .toList();
        return linked.size() > 1 || store.doubts(records).stream().anyMatch(doubt -> doubt.kind() == Doubt.Kind.CUT);
    }

    /** A record that is kept would be its person's if it were certain: that is for people to decide. */
    private static Candidate uncertain(Candidate candidate) {
        return candidate.grade() == Grade.CERTAIN
                ? new Candidate(
                        candidate.person(),
                        candidate.record(),
                        Grade.PROBABLE,
                        "",
                        candidate.score(),
                        candidate.evidence())
                : candidate;
    }

    /** A veto may be in a record that shares nothing with the query: all of a person's are looked at. */
    private static Map<Long, List<HeldRecord>> persons(CandidateStore store, Set<Long> likely) {
        Map<Long, Set<RecordKey>> members = store.members(likely);
        Set<RecordKey> all = new HashSet<>();
        members.values().forEach(all::addAll);
        Map<Long, List<HeldRecord>> persons = new HashMap<>();
        store.records(all)
                .values()
                .forEach(held -> persons.computeIfAbsent(held.person(), any -> new ArrayList<>())
                        .add(held));
        return persons;
    }

    /** A record that is asked about, and its comparison with each other one. */
    private final class Query {

        private final NormalRecord asked;
        private final Set<LinkKey> large;
        private final Map<RecordKey, NormalRecord> normal = new HashMap<>();

        Query(NormalRecord asked, Set<LinkKey> large) {
            this.asked = asked;
            this.large = large;
        }

        private NormalRecord normal(HeldRecord held) {
            return normal.computeIfAbsent(held.record().key(), key -> normalizer.normalize(held.record()));
        }

        private Comparison compare(HeldRecord held) {
            return comparer.compare(asked, normal(held));
        }

        Score score(HeldRecord held) {
            Pattern pattern = Features.of(compare(held), asked, normal(held));
            return model.score(pattern, Features.terms(asked));
        }

        Optional<String> rung(HeldRecord held) {
            return ladder.rung(asked, normal(held), large::contains);
        }

        Candidate candidate(long person, Collection<HeldRecord> records) {
            boolean forbidden = records.stream().anyMatch(held -> ladder.forbids(compare(held)));
            boolean contradicted = records.stream()
                    .anyMatch(held -> !ladder.contradictions(compare(held)).isEmpty());
            Optional<HeldRecord> certain = contradicted
                    ? Optional.empty()
                    : records.stream()
                            .filter(held -> rung(held).isPresent())
                            .min(Comparator.comparing(held -> held.record().key()));
            HeldRecord nearest = certain.orElseGet(() -> records.stream()
                    .max(Comparator.comparingDouble(
                                    (HeldRecord held) -> score(held).weight())
                            .thenComparing(held -> held.record().key()))
                    .orElseThrow());
            Score score = score(nearest);
            return new Candidate(
                    person,
                    nearest.record().key(),
                    grade(certain.isPresent(), forbidden, score),
                    certain.flatMap(this::rung).orElse(""),
                    score,
                    compare(nearest).evidence());
        }
    }

    /** What the rules forbid may still be a mistake in a record: it is shown when the score says so, as possible at most. */
    private static Grade grade(boolean certain, boolean forbidden, Score score) {
        if (certain) {
            return Grade.CERTAIN;
        }
        if (forbidden) {
            return score.probability() >= PROBABLE ? Grade.POSSIBLE : Grade.CERTAINLY_NOT;
        }
        return score.probability() >= PROBABLE ? Grade.PROBABLE : Grade.POSSIBLE;
    }
}
