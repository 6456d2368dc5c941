package org.tsumugi.hl7v2.prescription;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/**
 * One drug of a prescription: RXE with the ORC it stands under, its usage and its routes.
 *
 * @param order ORC, null when the RXE stands under none
 * @param drug RXE
 * @param usage TQ1, null when not sent. Drugs under one ORC that have none of their own share the order's
 * @param surplusUsages further TQ1 of the same drug
 * @param routes RXR, shared like the usage
 * @param notes NTE
 */
record DrugGroup(
        @Nullable Segment order,
        Segment drug,
        @Nullable Segment usage,
        List<Segment> surplusUsages,
        List<Segment> routes,
        List<Segment> notes) {

    /** The drugs of a message, and the segments that belong to none of them. */
    record Grouped(List<DrugGroup> groups, List<Segment> strays) {}

    static Grouped of(Message message) {
        List<DrugGroup> groups = new ArrayList<>();
        List<Segment> strays = new ArrayList<>();
        OrderBuilder order = new OrderBuilder(null);
        for (Segment segment : message.segments()) {
            if (segment.id().equals("ORC")) {
                order.finish(groups, strays);
                order = new OrderBuilder(segment);
            } else if (!order.add(segment) && !isHeader(segment)) {
                strays.add(segment);
            }
        }
        order.finish(groups, strays);
        return new Grouped(List.copyOf(groups), List.copyOf(strays));
    }

    private static boolean isHeader(Segment segment) {
        return switch (segment.id()) {
            case "MSH", "PID", "PV1" -> true;
            default -> false;
        };
    }

    /** The segments of one RXE while the message is read. */
    private static final class DrugBuilder {
        private final Segment rxe;
        private final List<Segment> usages = new ArrayList<>();
        private final List<Segment> routes = new ArrayList<>();
        private final List<Segment> notes = new ArrayList<>();

        DrugBuilder(Segment rxe) {
            this.rxe = rxe;
        }
    }

    /** What stands under one ORC. Segments before its first RXE wait for the drugs that follow. */
    private static final class OrderBuilder {
        private final @Nullable Segment orc;
        private final List<DrugBuilder> drugs = new ArrayList<>();
        private final List<Segment> earlyUsages = new ArrayList<>();
        private final List<Segment> earlyRoutes = new ArrayList<>();
        private final List<Segment> earlyNotes = new ArrayList<>();

        OrderBuilder(@Nullable Segment orc) {
            this.orc = orc;
        }

        boolean add(Segment segment) {
            DrugBuilder drug = drugs.isEmpty() ? null : drugs.get(drugs.size() - 1);
            switch (segment.id()) {
                case "RXE" -> drugs.add(new DrugBuilder(segment));
                case "TQ1" -> (drug == null ? earlyUsages : drug.usages).add(segment);
                case "RXR" -> (drug == null ? earlyRoutes : drug.routes).add(segment);
                case "NTE" -> {
                    if (drug == null && orc == null) {
                        return false;
                    }
                    (drug == null ? earlyNotes : drug.notes).add(segment);
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        void finish(List<DrugGroup> groups, List<Segment> strays) {
            if (drugs.isEmpty()) {
                if (orc != null) {
                    strays.add(orc);
                }
                strays.addAll(earlyUsages);
                strays.addAll(earlyRoutes);
                strays.addAll(earlyNotes);
                return;
            }
            for (int i = 0; i < drugs.size(); i++) {
                DrugBuilder drug = drugs.get(i);
                List<Segment> usages = drug.usages.isEmpty() ? sharedUsages(i) : drug.usages;
                List<Segment> routes = drug.routes.isEmpty() ? sharedRoutes(i) : drug.routes;
                List<Segment> notes = new ArrayList<>(earlyNotes);
                notes.addAll(drug.notes);
                groups.add(new DrugGroup(
                        orc,
                        drug.rxe,
                        usages.isEmpty() ? null : usages.get(0),
                        usages.isEmpty() ? List.of() : List.copyOf(usages.subList(1, usages.size())),
                        List.copyOf(routes),
                        List.copyOf(notes)));
            }
        }

        /** Usage written once for several drugs stands before the first or after the last of them. */
        private List<Segment> sharedUsages(int index) {
            if (!earlyUsages.isEmpty()) {
                return earlyUsages;
            }
            for (DrugBuilder later : drugs.subList(index, drugs.size())) {
                if (!later.usages.isEmpty()) {
                    return later.usages;
                }
            }
            return List.of();
        }

        private List<Segment> sharedRoutes(int index) {
            if (!earlyRoutes.isEmpty()) {
                return earlyRoutes;
            }
            for (DrugBuilder later : drugs.subList(index, drugs.size())) {
                if (!later.routes.isEmpty()) {
                    return later.routes;
                }
            }
            return List.of();
        }
    }
}
