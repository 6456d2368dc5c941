package org.tsumugi.hl7v2.meal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/**
 * One order of a message: {@code ORC [{TQ1}] [{ODS}]}. TQ1 and ODS before the first ORC belong to it; without any ORC they are an
 * order of their own.
 */
final class MealGroup {

    private @Nullable Segment order;
    private final List<Segment> times = new ArrayList<>();
    private final List<Segment> diets = new ArrayList<>();

    private MealGroup() {}

    static List<MealGroup> of(Message message) {
        List<MealGroup> groups = new ArrayList<>();
        for (Segment segment : message.segments()) {
            switch (segment.id()) {
                case "ORC" -> opened(groups).order = segment;
                case "TQ1" -> current(groups).times.add(segment);
                case "ODS" -> current(groups).diets.add(segment);
                default -> {}
            }
        }
        return groups;
    }

    /** The group an ORC begins: a new one, unless there is one that still waits for its ORC. */
    private static MealGroup opened(List<MealGroup> groups) {
        if (groups.isEmpty() || groups.get(groups.size() - 1).order != null) {
            groups.add(new MealGroup());
        }
        return groups.get(groups.size() - 1);
    }

    private static MealGroup current(List<MealGroup> groups) {
        if (groups.isEmpty()) {
            groups.add(new MealGroup());
        }
        return groups.get(groups.size() - 1);
    }

    /** ORC, or null when the message has none. */
    @Nullable
    Segment order() {
        return order;
    }

    /** TQ1, in the order sent. */
    List<Segment> times() {
        return times;
    }

    /** ODS, in the order sent. */
    List<Segment> diets() {
        return diets;
    }
}
