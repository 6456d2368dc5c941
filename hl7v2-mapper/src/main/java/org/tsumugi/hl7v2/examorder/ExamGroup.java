package org.tsumugi.hl7v2.examorder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * One request of a message and everything that stands under it. Senders write the order itself twice, as {@code NW} and as
 * {@code PA}; both are one group with two ORC and two OBR.
 *
 * @param orders ORC
 * @param requests OBR
 * @param timings TQ1
 * @param notes NTE behind any of these
 * @param results OBX that do not belong to a technique
 * @param techniques ZE1
 * @param exposures ZE2 that do not belong to a technique
 * @param images IPC
 */
public record ExamGroup(
        List<Segment> orders,
        List<Segment> requests,
        List<Segment> timings,
        List<Segment> notes,
        List<Result> results,
        List<Technique> techniques,
        List<Segment> exposures,
        List<Segment> images) {

    /**
     * @param obx OBX
     * @param notes NTE behind it
     */
    public record Result(Segment obx, List<Segment> notes) {}

    /**
     * @param ze1 what was done (手技)
     * @param results OBX behind it
     * @param exposures ZE2 behind it
     * @param notes NTE behind it
     */
    public record Technique(Segment ze1, List<Result> results, List<Segment> exposures, List<Segment> notes) {}

    /** A group that is still empty. */
    static ExamGroup open() {
        return new ExamGroup(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    void add(ExamGroup other) {
        orders.addAll(other.orders);
        requests.addAll(other.requests);
        timings.addAll(other.timings);
        notes.addAll(other.notes);
        results.addAll(other.results);
        techniques.addAll(other.techniques);
        exposures.addAll(other.exposures);
        images.addAll(other.images);
    }

    /** The first ORC that has this field. */
    public @Nullable Segment orc(int field) {
        return with(orders, field);
    }

    /** The first OBR that has this field. */
    public @Nullable Segment obr(int field) {
        return with(requests, field);
    }

    /** The first TQ1 that has this field. */
    @Nullable
    Segment timing(int field) {
        return with(timings, field);
    }

    private static @Nullable Segment with(List<Segment> segments, int field) {
        return segments.stream()
                .filter(segment -> has(segment, field))
                .findFirst()
                .orElse(null);
    }

    private static boolean has(Segment segment, int field) {
        return !segment.field(field).isEmpty() && !segment.field(field).isExplicitNull();
    }

    /** The text of the first ORC that has this field; empty without one. */
    public String order(int field) {
        Segment orc = orc(field);
        return orc == null ? "" : orc.text(field).strip();
    }

    /** The text of the first OBR that has this field; empty without one. */
    public String request(int field) {
        Segment obr = obr(field);
        return obr == null ? "" : obr.text(field).strip();
    }

    /** The order number: ORC-2, else OBR-2. */
    String number() {
        return order(2).isEmpty() ? request(2) : order(2);
    }

    /** Every order number of the group, as senders do not always write the same in ORC-2 and OBR-2. */
    Stream<String> numbers() {
        return Stream.concat(
                        orders.stream().map(orc -> orc.text(2).strip()),
                        requests.stream().map(obr -> obr.text(2).strip()))
                .filter(number -> !number.isEmpty());
    }

    /** The number of the order this one is a part of: ORC-8, else OBR-29; empty when it is not a part. */
    String parentNumber() {
        return order(8).isEmpty() ? request(29) : order(8);
    }

    /** Whether it is a part of another order. */
    public boolean isChild() {
        return orders.stream().anyMatch(orc -> orc.text(1).strip().equals("CH"))
                || !parentNumber().isEmpty();
    }

    /** The code of what is examined (OBR-4); its words where there is none. */
    public String code() {
        Segment obr = obr(4);
        if (obr == null) {
            return "";
        }
        CodedText item = CodedText.of(obr.field(4).first());
        String code = item.first().code().isEmpty()
                ? item.second().code()
                : item.first().code();
        return code.isEmpty() ? item.text() : code;
    }

    /** Says of the second writing of the order what it repeats of the first. What differs is left to be reported. */
    public void sayWhatIsRepeated(MappingContext context) {
        for (List<Segment> same : List.of(orders, requests, timings)) {
            Map<Integer, Segment> firstWith = new HashMap<>();
            for (Segment segment : same) {
                for (int field = 1; field <= segment.size(); field++) {
                    if (has(segment, field)) {
                        Segment first = firstWith.putIfAbsent(field, segment);
                        if (first != null && isEqual(first, segment, field)) {
                            context.at(segment, field).ignored(IgnoreRule.REPEATS_ANOTHER_FIELD);
                        }
                    }
                }
            }
        }
    }

    private static boolean isEqual(Segment one, Segment other, int field) {
        return raw(one, field).equals(raw(other, field));
    }

    private static List<String> raw(Segment segment, int field) {
        return segment.field(field).repetitions().stream()
                .map(Repetition::asSent)
                .toList();
    }
}
