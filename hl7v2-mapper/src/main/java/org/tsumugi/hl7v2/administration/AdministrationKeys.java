package org.tsumugi.hl7v2.administration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Business keys of what one notification says was given: order group, drug and the number of the administration (RXA-2). Senders
 * who always write the same number there mean different administrations by it: these are numbered in the order of their start, so
 * that neither the order of the segments nor a later addition changes the key of an earlier one.
 */
public final class AdministrationKeys {

    private AdministrationKeys() {}

    /**
     * What was given, before it has a key.
     *
     * @param name order group and drug
     */
    public record Unnamed(String name, Segment rxa) {

        private String key() {
            return name + "|" + rxa.text(2).strip();
        }

        private String start() {
            // A ledger of its own: the mapper that takes the value reports what is wrong with it.
            return Timestamp.parse(rxa.text(3), new Ledger().at(rxa, 3))
                    .map(Timestamp::normalised)
                    .orElse("");
        }
    }

    /** The keys, in the order of what they are of. */
    public static List<String> of(String fileKey, List<Unnamed> given) {
        List<Integer> byStart = IntStream.range(0, given.size())
                .boxed()
                .sorted(Comparator.comparing(i -> given.get(i).start()))
                .toList();
        List<String> keys = new ArrayList<>(given.stream().map(Unnamed::key).toList());
        Map<String, Integer> seen = new HashMap<>();
        for (int i : byStart) {
            String key = fileKey + "|" + keys.get(i);
            int number = seen.merge(key, 1, Integer::sum);
            keys.set(i, number == 1 ? key : key + "#" + number);
        }
        return List.copyOf(keys);
    }
}
