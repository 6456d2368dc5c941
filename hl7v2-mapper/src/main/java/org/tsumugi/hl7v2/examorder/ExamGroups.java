package org.tsumugi.hl7v2.examorder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.examorder.ExamGroup.Result;
import org.tsumugi.hl7v2.examorder.ExamGroup.Technique;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/**
 * The requests of OMG^O19, OMI^Z23 and ORU^R01. The guideline has {@code ORC {TQ1} OBR {OBX} {ZE1 {OBX} {ZE2}} {IPC}} for the
 * first two and {@code [ORC] OBR {TQ1} {OBX}} for the last; an ORC behind its OBR is read as well where the first one of the
 * message stands so.
 */
public final class ExamGroups {

    private final boolean orcBehind;
    private final List<ExamGroup> groups = new ArrayList<>();
    private @Nullable ExamGroup current;
    private @Nullable Technique technique;
    private @Nullable List<Segment> noteTarget;

    private ExamGroups(boolean orcBehind) {
        this.orcBehind = orcBehind;
    }

    /** The groups in the order sent, the order itself once. */
    public static List<ExamGroup> of(Message message) {
        List<String> ids = message.segments().stream().map(Segment::id).toList();
        int orc = ids.indexOf("ORC");
        ExamGroups reader = new ExamGroups(orc >= 0 && ids.subList(0, orc).contains("OBR"));
        message.segments().forEach(reader::read);
        return merged(reader.groups);
    }

    /** An order that is written twice: neither is a part of another, they share a number and examine the same thing. */
    private static List<ExamGroup> merged(List<ExamGroup> groups) {
        List<ExamGroup> merged = new ArrayList<>();
        Map<String, ExamGroup> byNumber = new HashMap<>();
        for (ExamGroup group : groups) {
            ExamGroup same = group.isChild() ? null : same(group, byNumber);
            if (same == null) {
                merged.add(group);
                if (!group.isChild()) {
                    register(group, group.numbers(), byNumber);
                }
            } else {
                String code = same.code();
                same.add(group);
                boolean isKnown = same.code().equals(code);
                register(same, isKnown ? group.numbers() : same.numbers(), byNumber);
            }
        }
        return merged;
    }

    private static @Nullable ExamGroup same(ExamGroup group, Map<String, ExamGroup> byNumber) {
        String code = group.code();
        return group.numbers()
                .flatMap(number -> code.isEmpty() ? Stream.of(number) : Stream.of(number + "|" + code, number + "|"))
                .map(byNumber::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static void register(ExamGroup group, Stream<String> numbers, Map<String, ExamGroup> byNumber) {
        String code = group.code();
        numbers.distinct().forEach(number -> {
            byNumber.putIfAbsent(number, group);
            byNumber.putIfAbsent(number + "|" + code, group);
            if (!code.isEmpty()) {
                byNumber.remove(number + "|", group);
            }
        });
    }

    private void read(Segment segment) {
        switch (segment.id()) {
            case "ORC" -> order(segment);
            case "OBR" -> request(segment);
            case "TQ1" -> noted(group().timings(), segment, group().notes());
            case "OBX" -> result(segment);
            case "ZE1" -> technique(segment);
            case "ZE2" -> (technique == null ? group().exposures() : technique.exposures()).add(segment);
            case "IPC" -> image(segment);
            case "NTE" -> {
                if (noteTarget != null) {
                    noteTarget.add(segment);
                }
            }
            default -> {}
        }
    }

    private void order(Segment orc) {
        boolean belongs = current != null && current.orders().isEmpty() && orcBehind;
        ExamGroup group = belongs ? group() : start();
        noted(group.orders(), orc, group.notes());
    }

    private void request(Segment obr) {
        boolean belongs = current != null
                && current.requests().isEmpty()
                && current.results().isEmpty();
        ExamGroup group = belongs ? group() : start();
        noted(group.requests(), obr, group.notes());
    }

    private void result(Segment obx) {
        List<Segment> notes = new ArrayList<>();
        (technique == null ? group().results() : technique.results()).add(new Result(obx, notes));
        noteTarget = notes;
    }

    private void technique(Segment ze1) {
        ExamGroup group = group();
        Technique started = new Technique(ze1, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        group.techniques().add(started);
        technique = started;
        noteTarget = started.notes();
    }

    /** The images are of the whole request, so what follows them is too. */
    private void image(Segment ipc) {
        technique = null;
        noted(group().images(), ipc, group().notes());
    }

    private void noted(List<Segment> place, Segment segment, List<Segment> notes) {
        place.add(segment);
        noteTarget = notes;
    }

    private ExamGroup group() {
        return current == null ? start() : current;
    }

    private ExamGroup start() {
        ExamGroup group = ExamGroup.open();
        groups.add(group);
        current = group;
        technique = null;
        return group;
    }
}
