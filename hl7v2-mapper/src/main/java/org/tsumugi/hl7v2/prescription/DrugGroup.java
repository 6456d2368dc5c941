package org.tsumugi.hl7v2.prescription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tsumugi.hl7v2.message.Segment;

/**
 * One drug of a prescription: RXE with the ORC it stands under, its usages and its routes.
 *
 * @param order ORC, empty when the RXE stands under none
 * @param drug RXE
 * @param usages TQ1. Drugs under one ORC that have none of their own share the order's
 * @param routes RXR, shared like the usages
 * @param notes NTE
 */
record DrugGroup(
        Optional<Segment> order, Segment drug, List<Segment> usages, List<Segment> routes, List<Segment> notes) {

    /** The drugs of these segments, in arrival order. */
    static List<DrugGroup> of(List<Segment> segments) {
        List<DrugGroup> groups = new ArrayList<>();
        OrderBuilder order = new OrderBuilder(Optional.empty());
        for (Segment segment : segments) {
            if (segment.id().equals("ORC")) {
                order.finish(groups);
                order = new OrderBuilder(Optional.of(segment));
            } else {
                order.add(segment);
            }
        }
        order.finish(groups);
        return List.copyOf(groups);
    }

    /** The segments of one RXE, or those of an order before its first RXE, while the message is read. */
    private static final class Part {
        private final List<Segment> usages = new ArrayList<>();
        private final List<Segment> routes = new ArrayList<>();
        private final List<Segment> notes = new ArrayList<>();
    }

    /** What stands under one ORC. Segments before its first RXE wait for the drugs that follow. */
    private static final class OrderBuilder {
        private final Optional<Segment> orc;
        private final List<Segment> drugs = new ArrayList<>();
        private final List<Part> parts = new ArrayList<>(List.of(new Part()));

        OrderBuilder(Optional<Segment> orc) {
            this.orc = orc;
        }

        void add(Segment segment) {
            Part part = parts.get(parts.size() - 1);
            switch (segment.id()) {
                case "RXE" -> {
                    drugs.add(segment);
                    parts.add(new Part());
                }
                case "TQ1" -> part.usages.add(segment);
                case "RXR" -> part.routes.add(segment);
                case "NTE" -> {
                    // A note before the first ORC is not of an order.
                    if (orc.isPresent() || !drugs.isEmpty()) {
                        part.notes.add(segment);
                    }
                }
                default -> {}
            }
        }

        void finish(List<DrugGroup> groups) {
            for (int i = 0; i < drugs.size(); i++) {
                List<Segment> notes = new ArrayList<>(parts.get(0).notes);
                notes.addAll(parts.get(i + 1).notes);
                groups.add(new DrugGroup(
                        orc,
                        drugs.get(i),
                        ownOrShared(i, part -> part.usages),
                        ownOrShared(i, part -> part.routes),
                        List.copyOf(notes)));
            }
        }

        /** What is written once for several drugs stands before the first or after the last of them. */
        private List<Segment> ownOrShared(int drug, Function<Part, List<Segment>> segments) {
            List<Part> inOrder = new ArrayList<>(List.of(parts.get(drug + 1), parts.get(0)));
            inOrder.addAll(parts.subList(drug + 2, parts.size()));
            return inOrder.stream()
                    .map(segments)
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .map(List::copyOf)
                    .orElse(List.of());
        }
    }
}
