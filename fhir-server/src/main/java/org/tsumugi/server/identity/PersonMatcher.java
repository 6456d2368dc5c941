package org.tsumugi.server.identity;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.link.Ladder;
import org.tsumugi.mpi.match.Candidate;
import org.tsumugi.mpi.match.CandidateStore;
import org.tsumugi.mpi.match.Grade;
import org.tsumugi.mpi.match.Matcher;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;

/**
 * Finds the persons whom a Patient may be, among those that the reader may see. Certain is what the ladder of rules would link, and whom
 * an identifier names unless the Patient contradicts what is known of that person; a score is probable at most.
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
        Map<UUID, MatchedPerson> found = new LinkedHashMap<>();
        Matcher.Answer answer = ask(request, query);
        named(request, query).forEach((id, person) -> found.put(id, named(request, person, normal)));
        Map<Long, VisiblePerson> candidates = visible.byNumber(
                request, answer.candidates().stream().map(Candidate::person).toList());
        for (Candidate candidate : answer.candidates()) {
            VisiblePerson person = candidates.get(candidate.person());
            if (person != null && candidate.grade() != Grade.CERTAINLY_NOT) {
                found.putIfAbsent(
                        person.id().logicalId(),
                        MatchedPerson.of(
                                person, candidate.grade(), candidate.score().probability()));
            }
        }
        List<MatchedPerson> matches = new ArrayList<>(found.values());
        matches.sort(Comparator.comparing(MatchedPerson::grade)
                .thenComparing(MatchedPerson::score, Comparator.reverseOrder()));
        return new Answer(List.copyOf(matches), true, answer.narrowed());
    }

    private Matcher.Answer ask(RequestDetails request, MatchQuery query) {
        Matcher.Answer answer =
                persons.ask(store -> rules.now().matcher().match(visible.candidates(request, store), query.record()));
        return answer == null ? new Matcher.Answer(List.of(), false) : answer;
    }

    private Map<UUID, VisiblePerson> named(RequestDetails request, MatchQuery query) {
        Map<UUID, VisiblePerson> named = new LinkedHashMap<>();
        Stream.concat(
                        query.commonHealthIds().stream().flatMap(id -> visible.byCommonHealthId(request, id).stream()),
                        query.patients().stream().flatMap(patient -> visible.ofPatient(request, patient).stream()))
                .forEach(person -> named.put(person.id().logicalId(), person));
        return named;
    }

    private MatchedPerson named(RequestDetails request, VisiblePerson person, NormalRecord query) {
        Boolean contradicted = persons.ask(store -> contradicts(query, visible.candidates(request, store), person));
        return MatchedPerson.of(person, Boolean.TRUE.equals(contradicted) ? Grade.POSSIBLE : Grade.CERTAIN, 1);
    }

    private boolean contradicts(NormalRecord query, CandidateStore store, VisiblePerson person) {
        Ladder ladder = new Ladder(rules.now().rules(), rules.comparer());
        Set<RecordKey> keys = new HashSet<>();
        person.records()
                .forEach(held ->
                        keys.add(new RecordKey(held.facility(), held.patient().toString())));
        return store.records(keys).values().stream()
                .anyMatch(held -> ladder.forbids(
                        rules.comparer().compare(query, rules.normalizer().normalize(held.record()))));
    }
}
