package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/**
 * One injection that is ordered: the segments that stand under one ORC. A second RXE under the same ORC is a further injection
 * of it.
 *
 * @param segments in arrival order
 */
record Occasion(List<Segment> segments) {

    /** The injections of an order message, in arrival order; what has neither RXE nor RXC orders nothing. */
    static List<Occasion> of(Message message) {
        List<List<Segment>> occasions = new ArrayList<>();
        List<Segment> current = null;
        for (Segment segment : message.segments()) {
            switch (segment.id()) {
                case "ORC" -> {
                    current = new ArrayList<>();
                    occasions.add(current);
                }
                case "RXE" -> {
                    if (current == null || has(current, "RXE")) {
                        current = furtherOf(current);
                        occasions.add(current);
                    }
                }
                default -> {}
            }
            if (current != null) {
                current.add(segment);
            }
        }
        return occasions.stream()
                .filter(segments -> has(segments, "RXE") || has(segments, "RXC"))
                .map(segments -> new Occasion(List.copyOf(segments)))
                .toList();
    }

    private static List<Segment> furtherOf(@Nullable List<Segment> earlier) {
        List<Segment> further = new ArrayList<>();
        if (earlier != null) {
            earlier.stream().filter(segment -> segment.id().equals("ORC")).forEach(further::add);
        }
        return further;
    }

    private static boolean has(List<Segment> segments, String id) {
        return segments.stream().anyMatch(segment -> segment.id().equals(id));
    }

    /** The first segment with this id. */
    Optional<Segment> first(String id) {
        return segments.stream().filter(segment -> segment.id().equals(id)).findFirst();
    }

    /** All segments with this id. */
    List<Segment> all(String id) {
        return segments.stream().filter(segment -> segment.id().equals(id)).toList();
    }

    /** The first component of a field of the first segment with this id; empty without one. */
    String text(String id, int field) {
        return first(id).map(segment -> segment.text(field).strip()).orElse("");
    }
}
