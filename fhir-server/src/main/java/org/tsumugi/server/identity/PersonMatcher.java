package org.tsumugi.server.identity;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.Comparison;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.link.Ladder;
import org.tsumugi.mpi.match.Candidate;
import org.tsumugi.mpi.match.CandidateStore;
import org.tsumugi.mpi.match.Grade;
import org.tsumugi.mpi.match.Matcher;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;

/**
 * Finds the persons whom a Patient may be, among those that the reader may see, all at one moment. Certain is one person only: whom the ladder
 * of rules would link, or whom an identifier names while the Patient says nothing else, or nothing else than a record of that person. A
 * score is probable at most.
 */
final class PersonMatcher {

    private final VisiblePersons visible;
    private final Persons persons;
    private final RulesInForce rules;

    PersonMatcher(VisiblePersons visible, Persons persons, RulesInForce rules) {
        this.visible = visible;
        this.persons = persons;
        this.rules = rules;
    }

    /**
     * What was found.
     *
     * @param matches the likeliest first
     * @param saidEnough whether there was anything to search by
     * @param narrowed whether a name or number was left out because too many share it
     */
    record Answer(List<MatchedPerson> matches, boolean saidEnough, boolean narrowed) {}

    Answer match(RequestDetails request, MatchQuery query) {
        NormalRecord normal = rules.normalizer().normalize(query.record());
        if (!query.saysEnough(normal)) {
            return new Answer(List.of(), false, false);
        }
        // a new database gets its rules by being asked, which a question that changes nothing cannot do
        rules.now();
        return Objects.requireNonNull(
                persons.ask(store -> match(request, query, normal, visible.candidates(request, store))));
    }

    private Answer match(RequestDetails request, MatchQuery query, NormalRecord normal, CandidateStore store) {
        Map<UUID, MatchedPerson> found = new LinkedHashMap<>();
        named(request, query).forEach((id, person) -> found.put(id, named(store, person, normal)));
        Matcher.Answer answer = rules.now().matcher().match(store, query.record());
        Map<Long, VisiblePerson> candidates = visible.byNumber(
                request, answer.candidates().stream().map(Candidate::person).toList());
        for (Candidate candidate : answer.candidates()) {
            VisiblePerson person = candidates.get(candidate.person());
            if (person != null && holds(person, candidate) && candidate.grade() != Grade.CERTAINLY_NOT) {
                found.merge(
                        person.id().logicalId(),
                        MatchedPerson.of(
                                person, candidate.grade(), candidate.score().probability()),
                        PersonMatcher::surer);
            }
        }
        return new Answer(inOrder(found.values(), answer.several()), true, answer.narrowed());
    }

    /** What leads to more than one person is certain of none, be it numbers or rules. */
    private static List<MatchedPerson> inOrder(Collection<MatchedPerson> found, boolean several) {
        List<MatchedPerson> matches = new ArrayList<>(found);
        if (several
                || matches.stream()
                                .filter(match -> match.grade() == Grade.CERTAIN)
                                .count()
                        > 1) {
            matches.replaceAll(match -> match.grade() == Grade.CERTAIN
                    ? MatchedPerson.of(match.person(), Grade.PROBABLE, match.score())
                    : match);
        }
        matches.sort(Comparator.comparing(MatchedPerson::grade)
                .thenComparing(MatchedPerson::score, Comparator.reverseOrder()));
        return List.copyOf(matches);
    }

    private static MatchedPerson surer(MatchedPerson named, MatchedPerson scored) {
        return scored.grade().compareTo(named.grade()) < 0 ? scored : named;
    }

    private static boolean holds(VisiblePerson person, Candidate candidate) {
        return keys(person).contains(candidate.record());
    }

    private Map<UUID, VisiblePerson> named(RequestDetails request, MatchQuery query) {
        Map<UUID, VisiblePerson> named = new LinkedHashMap<>();
        Stream.concat(
                        query.commonHealthIds().stream().flatMap(id -> visible.byCommonHealthId(request, id).stream()),
                        query.patients().stream().flatMap(patient -> visible.ofPatient(request, patient).stream()))
                .forEach(person -> named.put(person.id().logicalId(), person));
        return named;
    }

    private MatchedPerson named(CandidateStore store, VisiblePerson person, NormalRecord query) {
        Ladder ladder = new Ladder(rules.now().rules(), rules.comparer());
        List<Comparison> records = store.records(keys(person)).values().stream()
                .map(held -> rules.comparer().compare(query, rules.normalizer().normalize(held.record())))
                .toList();
        boolean forbidden = records.stream().anyMatch(ladder::forbids);
        return MatchedPerson.of(person, forbidden ? Grade.POSSIBLE : new Claim(query).grade(records), 1);
    }

    private static Set<RecordKey> keys(VisiblePerson person) {
        return person.records().stream()
                .map(held -> new RecordKey(held.facility(), held.patient().toString()))
                .collect(Collectors.toSet());
    }
}
