package org.tsumugi.hl7v2.labresult;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/**
 * The segments of an OUL^R22 or OML^O33 by what they belong to. The guideline has {@code SPM { OBR [ORC] {OBX} }} for results and
 * {@code SPM { ORC [TQ1] OBR {OBX} }} for orders; real senders also write ORC before OBR in results, and SPM behind the OBR it
 * belongs to. Which of them a message does is told by its first SPM, OBR and
 * ORC, because a sender keeps to one order.
 *
 * @param specimens every SPM with its notes, in arrival order
 * @param orders every OBR with what belongs to it, in arrival order
 * @param notes NTE about the patient or visit
 * @param strays segments without a place
 */
public record ResultGroups(
        List<SpecimenGroup> specimens, List<OrderGroup> orders, List<Segment> notes, List<Segment> strays) {

    /**
     * @param spm the specimen
     * @param notes NTE behind it
     */
    public record SpecimenGroup(Segment spm, List<Segment> notes) {
        private SpecimenGroup copy() {
            return new SpecimenGroup(spm, List.copyOf(notes));
        }
    }

    /**
     * @param obr null when results came without one
     * @param orc null when not sent
     * @param specimens the specimens of this order; normally one
     * @param timings TQ1
     * @param notes NTE behind OBR, ORC or TQ1
     * @param results OBX with their notes
     */
    public record OrderGroup(
            @Nullable Segment obr,
            @Nullable Segment orc,
            List<SpecimenGroup> specimens,
            List<Segment> timings,
            List<Segment> notes,
            List<ResultGroup> results) {}

    /**
     * @param obx the result
     * @param notes NTE behind it
     */
    public record ResultGroup(Segment obx, List<Segment> notes) {
        private ResultGroup copy() {
            return new ResultGroup(obx, List.copyOf(notes));
        }
    }

    /** Reads a message in whichever order its sender writes. */
    public static ResultGroups of(Message message) {
        Reader reader = new Reader(comesBefore(message, "ORC", "OBR"), isSpecimenBehind(message));
        message.segments().forEach(reader::read);
        return reader.result();
    }

    /**
     * An OBR before the first SPM. Where results stand between them and another OBR behind the last SPM, the first order has no
     * specimen and the guideline's order holds: else every result would get the specimen of the order after it.
     */
    private static boolean isSpecimenBehind(Message message) {
        List<String> ids = message.segments().stream().map(Segment::id).toList();
        int first = ids.indexOf("SPM");
        boolean resultsBefore = first >= 0 && ids.subList(0, first).contains("OBX");
        boolean requestBehind = ids.lastIndexOf("OBR") > ids.lastIndexOf("SPM");
        return comesBefore(message, "OBR", "SPM") && !(resultsBefore && requestBehind);
    }

    private static boolean comesBefore(Message message, String one, String other) {
        for (Segment segment : message.segments()) {
            if (segment.id().equals(one)) {
                return true;
            }
            if (segment.id().equals(other)) {
                return false;
            }
        }
        return false;
    }

    /** An order whose lists are still growing. */
    private static final class OpenOrder {
        private @Nullable Segment obr;
        private @Nullable Segment orc;
        private final List<SpecimenGroup> specimens = new ArrayList<>();
        private final List<Segment> timings = new ArrayList<>();
        private final List<Segment> notes = new ArrayList<>();
        private final List<ResultGroup> results = new ArrayList<>();

        OrderGroup close() {
            return new OrderGroup(
                    obr,
                    orc,
                    specimens.stream().map(SpecimenGroup::copy).toList(),
                    List.copyOf(timings),
                    List.copyOf(notes),
                    results.stream().map(ResultGroup::copy).toList());
        }

        boolean isEmpty() {
            return obr == null && orc == null && results.isEmpty() && timings.isEmpty() && notes.isEmpty();
        }
    }

    private static final class Reader {
        private final boolean orcFirst;
        private final boolean spmBehind;
        private final List<SpecimenGroup> specimens = new ArrayList<>();
        private final List<OpenOrder> orders = new ArrayList<>();
        private final List<Segment> notes = new ArrayList<>();
        private final List<Segment> strays = new ArrayList<>();
        private @Nullable SpecimenGroup specimen;
        private @Nullable OpenOrder current;
        private List<Segment> noteTarget = notes;

        Reader(boolean orcFirst, boolean spmBehind) {
            this.orcFirst = orcFirst;
            this.spmBehind = spmBehind;
        }

        void read(Segment segment) {
            switch (segment.id()) {
                case "SPM" -> specimen(segment);
                case "OBR" -> request(segment);
                case "ORC" -> order(segment);
                case "TQ1" -> {
                    OpenOrder order = open();
                    order.timings.add(segment);
                    noteTarget = order.notes;
                }
                case "OBX" -> {
                    ResultGroup result = new ResultGroup(segment, new ArrayList<>());
                    open().results.add(result);
                    noteTarget = result.notes();
                }
                case "NTE" -> noteTarget.add(segment);
                case "MSH", "PID", "PV1" -> noteTarget = notes;
                default -> strays.add(segment);
            }
        }

        private void specimen(Segment spm) {
            SpecimenGroup group = new SpecimenGroup(spm, new ArrayList<>());
            specimens.add(group);
            noteTarget = group.notes();
            if (spmBehind && current != null) {
                current.specimens.add(group);
            } else {
                specimen = group;
                current = null;
            }
        }

        private void request(Segment obr) {
            boolean waiting = current != null && current.obr == null && current.results.isEmpty();
            OpenOrder order = waiting && current != null ? current : start();
            order.obr = obr;
            noteTarget = order.notes;
        }

        private void order(Segment orc) {
            boolean belongsToCurrent = !orcFirst && current != null && current.orc == null;
            OpenOrder order = belongsToCurrent && current != null ? current : start();
            order.orc = orc;
            noteTarget = order.notes;
        }

        private OpenOrder open() {
            return current == null ? start() : current;
        }

        private OpenOrder start() {
            OpenOrder order = new OpenOrder();
            if (specimen != null) {
                order.specimens.add(specimen);
            }
            orders.add(order);
            current = order;
            return order;
        }

        ResultGroups result() {
            return new ResultGroups(
                    specimens.stream().map(SpecimenGroup::copy).toList(),
                    orders.stream()
                            .filter(o -> !o.isEmpty())
                            .map(OpenOrder::close)
                            .toList(),
                    List.copyOf(notes),
                    List.copyOf(strays));
        }
    }
}
