package org.tsumugi.hl7v2.injection;

import java.util.List;
import java.util.Optional;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Business keys of the injections of one message. In the guideline ORC-4 ({@code <order>_<Rp>_<number>}) names the occasion. Where
 * a sender gives several occasions the same, their start tells them apart, in whatever order they come, and their place only
 * what has the same start too. An administration finds its order by the same rule.
 */
final class InjectionKeys {

    private InjectionKeys() {}

    /** What names one injection, and when it starts. */
    record Name(String text, String start) {

        /** @param time the segment with the start, such as TQ1-7 */
        static Name of(String text, Optional<Segment> time, int field) {
            // A ledger of its own: the mapper that takes the value reports what is wrong with it.
            Ledger unheard = new Ledger();
            return new Name(
                    text,
                    time.flatMap(segment -> Timestamp.parse(segment.text(field), unheard.at(segment, field)))
                            .map(Timestamp::normalised)
                            .orElse(""));
        }
    }

    /** The keys of these injections, in their order; no two are the same. */
    static List<String> of(String fileKey, List<Name> names) {
        Ordinals ordinals = new Ordinals();
        return ofNamed(fileKey, names).stream().map(ordinals::distinct).toList();
    }

    /** The keys of the injections with these names: the same for the same name. */
    static List<String> ofNamed(String fileKey, List<Name> names) {
        return names.stream()
                .map(name -> {
                    String key = fileKey + "|" + name.text();
                    long starts = names.stream()
                            .filter(other -> other.text().equals(name.text()))
                            .map(Name::start)
                            .distinct()
                            .count();
                    return starts > 1 ? key + "|" + name.start() : key;
                })
                .toList();
    }
}
