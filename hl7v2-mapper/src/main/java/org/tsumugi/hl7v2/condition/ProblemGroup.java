package org.tsumugi.hl7v2.condition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/**
 * One disease: PRB and the segments that follow it. An ORC before the first PRB speaks for every disease without an ORC of its
 * own.
 *
 * @param prb the disease
 * @param modifiers ZPR, null when not sent
 * @param teeth ZPD
 * @param insurances ZI1
 * @param order ORC, null when there is none
 * @param notes NTE
 * @param surplus segments of the group that have no place in it (a second ZPR or ORC, an unknown segment)
 */
record ProblemGroup(
        Segment prb,
        @Nullable Segment modifiers,
        List<Segment> teeth,
        List<Segment> insurances,
        @Nullable Segment order,
        List<Segment> notes,
        List<Segment> surplus) {

    /** The groups of a message, and the segments before the first PRB that belong to none. */
    record Grouped(List<ProblemGroup> groups, List<Segment> strays) {}

    static Grouped of(Message message) {
        List<Builder> builders = new ArrayList<>();
        List<Segment> strays = new ArrayList<>();
        Segment commonOrder = null;
        for (Segment segment : message.segments()) {
            if (segment.id().equals("PRB")) {
                builders.add(new Builder(segment));
            } else if (!builders.isEmpty()) {
                builders.get(builders.size() - 1).add(segment);
            } else if (segment.id().equals("ORC") && commonOrder == null) {
                commonOrder = segment;
            } else if (!isHeader(segment)) {
                strays.add(segment);
            }
        }
        Segment forAll = commonOrder;
        return new Grouped(builders.stream().map(b -> b.build(forAll)).toList(), List.copyOf(strays));
    }

    private static boolean isHeader(Segment segment) {
        return switch (segment.id()) {
            case "MSH", "PID", "PV1" -> true;
            default -> false;
        };
    }

    private static final class Builder {
        private final Segment prb;
        private final List<Segment> teeth = new ArrayList<>();
        private final List<Segment> insurances = new ArrayList<>();
        private final List<Segment> notes = new ArrayList<>();
        private final List<Segment> surplus = new ArrayList<>();
        private @Nullable Segment modifiers;
        private @Nullable Segment order;

        Builder(Segment prb) {
            this.prb = prb;
        }

        void add(Segment segment) {
            switch (segment.id()) {
                case "ZPR" -> {
                    if (modifiers == null) {
                        modifiers = segment;
                    } else {
                        surplus.add(segment);
                    }
                }
                case "ORC" -> {
                    if (order == null) {
                        order = segment;
                    } else {
                        surplus.add(segment);
                    }
                }
                case "ZPD" -> teeth.add(segment);
                case "ZI1" -> insurances.add(segment);
                case "NTE" -> notes.add(segment);
                default -> surplus.add(segment);
            }
        }

        ProblemGroup build(@Nullable Segment commonOrder) {
            return new ProblemGroup(
                    prb,
                    modifiers,
                    List.copyOf(teeth),
                    List.copyOf(insurances),
                    order == null ? commonOrder : order,
                    List.copyOf(notes),
                    List.copyOf(surplus));
        }
    }
}
