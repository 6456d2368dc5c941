package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Business keys of the injections of one message. In the guideline ORC-4 ({@code <order>_<Rp>_<number>}) names the occasion, and
 * the key is that alone. Where a sender gives several occasions the same, their starts tell them apart, and the drugs those with
 * the same start, in whatever order they come.
 *
 * <p>An administration finds its order by the same rule. None of several that share a name has the name alone as its key: an
 * administration that knows no more than the name would refer to the wrong one. So it refers to none of them.
 */
final class InjectionKeys {

    private InjectionKeys() {}

    /**
     * What names one injection.
     *
     * @param text ORC-4
     * @param start when it starts; empty when that was not sent
     * @param drugs all its drugs; empty when none was sent
     */
    record Name(String text, String start, String drugs) {

        /** @param tq1 the segment with the start */
        static Name of(String text, Optional<Segment> tq1, String drugs) {
            // A ledger of its own: the mapper that takes the value reports what is wrong with it.
            Ledger unheard = new Ledger();
            return new Name(
                    text,
                    tq1.flatMap(segment -> Timestamp.parse(segment.text(7), unheard.at(segment, 7)))
                            .map(Timestamp::normalised)
                            .orElse(""),
                    drugs);
        }

        private List<String> numberAndStart() {
            return List.of(text, start);
        }
    }

    /** The keys of these injections, in their order; no two are the same. Those that nothing tells apart are numbered. */
    static List<String> of(String fileKey, List<Name> names) {
        Others others = new Others(names);
        List<String> keys = names.stream()
                .map(name -> fileKey + "|" + others.known(name).key())
                .toList();
        Map<String, Integer> all = new HashMap<>();
        keys.forEach(key -> all.merge(key, 1, Integer::sum));
        Map<String, Integer> seen = new HashMap<>();
        List<String> distinct = new ArrayList<>();
        for (String key : keys) {
            distinct.add(all.getOrDefault(key, 0) == 1 ? key : key + "#" + seen.merge(key, 1, Integer::sum));
        }
        return distinct;
    }

    /**
     * The keys of the injections that are meant by these names: the same for the same name. Empty where other names show that
     * several injections are called the same, and this one does not say which of them it means.
     */
    static List<Optional<String>> ofNamed(String fileKey, List<Name> names) {
        Others others = new Others(names);
        return names.stream()
                .map(others::known)
                .map(known -> known.says() ? Optional.of(fileKey + "|" + known.key()) : Optional.<String>empty())
                .toList();
    }

    /** Which of these have the number and the start of another of them. */
    static Set<Name> sharing(List<Name> names) {
        Set<List<String>> seen = new HashSet<>();
        Set<List<String>> twice = new HashSet<>();
        names.stream().map(Name::numberAndStart).filter(key -> !seen.add(key)).forEach(twice::add);
        return names.stream()
                .filter(name -> twice.contains(name.numberAndStart()))
                .collect(Collectors.toSet());
    }

    /**
     * What an injection is known by among others.
     *
     * @param says whether all that tells it from the others was sent
     */
    private record Known(String key, boolean says) {
        Known and(String part) {
            return new Known(key + "|" + part, says && !part.isEmpty());
        }
    }

    /** The starts of each number, and the drugs of each number and start. */
    private static final class Others {
        private final Map<String, Set<String>> starts = new HashMap<>();
        private final Map<List<String>, Set<String>> drugs = new HashMap<>();

        Others(List<Name> names) {
            for (Name name : names) {
                starts.computeIfAbsent(name.text(), text -> new HashSet<>()).add(name.start());
                drugs.computeIfAbsent(name.numberAndStart(), key -> new HashSet<>())
                        .add(name.drugs());
            }
        }

        Known known(Name name) {
            Known known = new Known(name.text(), true);
            if (starts.getOrDefault(name.text(), Set.of()).size() > 1) {
                known = known.and(name.start());
            }
            if (drugs.getOrDefault(name.numberAndStart(), Set.of()).size() > 1) {
                known = known.and(name.drugs());
            }
            return known;
        }
    }
}
