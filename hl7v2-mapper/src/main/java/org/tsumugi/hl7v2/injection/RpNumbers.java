package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.RpPosition;

/** Rp numbers of injections, from ORC-4. What has none gets the next free one, the same for the same text. */
final class RpNumbers {

    private RpNumbers() {}

    /** The Rp numbers of these orders (ORC, empty when there is none), in their order. */
    static List<String> of(List<Optional<Segment>> orders, MappingContext context) {
        List<String> texts = orders.stream()
                .map(orc -> orc.map(segment -> segment.text(4).strip()).orElse(""))
                .toList();
        long next = texts.stream()
                        .flatMap(text -> RpPosition.number(text).stream())
                        .mapToLong(Long::parseLong)
                        .max()
                        .orElse(0)
                + 1;
        Map<String, String> given = new LinkedHashMap<>();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Optional<String> sent = RpPosition.number(text);
            if (sent.isEmpty()) {
                orders.get(i).ifPresent(orc -> report(orc, context));
                given.putIfAbsent(key(text, i), String.valueOf(next + given.size()));
            }
            int place = i;
            numbers.add(sent.orElseGet(() -> given.getOrDefault(key(text, place), "1")));
        }
        return numbers;
    }

    private static String key(String text, int place) {
        return text.isEmpty() ? "#" + place : text;
    }

    private static void report(Segment orc, MappingContext context) {
        if (orc.text(4).isBlank()) {
            context.at(orc, 4).missing("no Rp number; the injection is an Rp of its own");
        } else {
            context.at(orc, 4).invalid("no Rp number can be read from it; injections with the same text are one Rp");
        }
    }
}
