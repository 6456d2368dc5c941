package org.tsumugi.hl7v2.administration;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/**
 * One RXA and what belongs to it. Several RXA in a row share the RXR and OBX that follow the last of them; a note is of the RXA it
 * follows.
 *
 * @param ordered ORC and what stands under it before its first RXA, and CTI wherever it stands: what the notification says about
 *     the order. The same list for all that was given of an order
 * @param rxa what was given
 * @param beside RXR, OBX, NTE
 */
public record Given(List<Segment> ordered, Segment rxa, List<Segment> beside) {

    /** All that was given, in arrival order. What was given of one order has the same list of its segments. */
    public static List<Given> of(Message message) {
        Reader reader = new Reader();
        message.segments().forEach(reader::read);
        Map<List<Segment>, List<Segment>> complete = new IdentityHashMap<>();
        return reader.given.stream()
                .map(open -> new Given(
                        complete.computeIfAbsent(open.ordered, List::copyOf), open.rxa, List.copyOf(open.beside)))
                .toList();
    }

    /** ORC. */
    public Optional<Segment> order() {
        return ordered("ORC").stream().findFirst();
    }

    /** The segments about the order with this id. */
    public List<Segment> ordered(String id) {
        return ordered.stream().filter(segment -> segment.id().equals(id)).toList();
    }

    /** The segments beside the RXA with this id. */
    public List<Segment> beside(String id) {
        return beside.stream().filter(segment -> segment.id().equals(id)).toList();
    }

    /** The first component of a field of ORC; empty without one. */
    public String order(int field) {
        return order().map(orc -> orc.text(field).strip()).orElse("");
    }

    private static final class Open {
        private final List<Segment> ordered;
        private final Segment rxa;
        private final List<Segment> beside = new ArrayList<>();

        Open(List<Segment> ordered, Segment rxa) {
            this.ordered = ordered;
            this.rxa = rxa;
        }
    }

    private static final class Reader {
        private final List<Open> given = new ArrayList<>();
        private final List<Open> row = new ArrayList<>();
        private List<Segment> ordered = new ArrayList<>();
        private boolean rowIsComplete;

        void read(Segment segment) {
            switch (segment.id()) {
                case "ORC" -> {
                    ordered = new ArrayList<>(List.of(segment));
                    row.clear();
                    rowIsComplete = false;
                }
                case "RXA" -> {
                    if (rowIsComplete) {
                        row.clear();
                        rowIsComplete = false;
                    }
                    Open open = new Open(ordered, segment);
                    row.add(open);
                    given.add(open);
                }
                case "RXR", "OBX" -> {
                    if (row.isEmpty()) {
                        ordered.add(segment);
                    } else {
                        row.forEach(open -> open.beside.add(segment));
                        rowIsComplete = true;
                    }
                }
                case "NTE" -> (row.isEmpty() ? ordered : row.get(row.size() - 1).beside).add(segment);
                case "RXE", "TQ1", "RXC", "CTI" -> ordered.add(segment);
                default -> {}
            }
        }
    }
}
