package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.prescription.DrugKey;

/** The drugs of an injection as one text, by which an order and its administrations can be told from others. */
final class InjectionDrugs {

    private InjectionDrugs() {}

    /** What is ordered: RXC-2, and RXE-2 where that is a drug. */
    static String ordered(Occasion occasion) {
        return text(Stream.concat(
                occasion.first("RXE").map(rxe -> rxe.field(2).first()).filter(Mixtures::isDrug).stream()
                        .map(CodedText::of),
                drugs(occasion.all("RXC"), 2)));
    }

    /** The drugs of the order of each: as the notification repeats them; without them, all that was given of that order. */
    static List<String> given(List<Injected> injected) {
        Map<List<Segment>, List<Injected>> byOrder = new IdentityHashMap<>();
        injected.forEach(one -> byOrder.computeIfAbsent(one.first().ordered(), order -> new ArrayList<>())
                .add(one));
        Map<List<Segment>, String> drugs = new IdentityHashMap<>();
        byOrder.forEach((order, of) -> drugs.put(order, given(new Occasion(order), of)));
        return injected.stream()
                .map(one -> drugs.getOrDefault(one.first().ordered(), ""))
                .toList();
    }

    private static String given(Occasion order, List<Injected> injected) {
        String ordered = ordered(order);
        return ordered.isEmpty() ? text(injected.stream().flatMap(one -> drugs(one.segments(), 5))) : ordered;
    }

    private static Stream<CodedText> drugs(List<Segment> segments, int field) {
        return segments.stream()
                .map(segment -> CodedText.of(segment.field(field).first()));
    }

    private static String text(Stream<CodedText> drugs) {
        return drugs.map(DrugKey::of)
                .filter(drug -> !drug.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining("+"));
    }
}
