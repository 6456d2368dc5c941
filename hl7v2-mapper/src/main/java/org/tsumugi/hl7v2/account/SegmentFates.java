package org.tsumugi.hl7v2.account;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Segment;

/** What has been said of the values of one segment. A value is a component of a repetition of a field. */
final class SegmentFates {

    private static final int PARTS = 64;

    private final Map<Integer, BitSet> mapped = new HashMap<>();
    private final Map<Integer, BitSet> reported = new HashMap<>();
    private @Nullable Map<Integer, Map<Integer, IgnoreRule>> ignored;
    private @Nullable IgnoreRule restIgnored;
    private boolean reportedAsAWhole;

    void set(Fates fate, Place place) {
        if (place.field() == 0) {
            reportedAsAWhole |= fate == Fates.REPORTED;
            return;
        }
        BitSet values = (fate == Fates.MAPPED ? mapped : reported).computeIfAbsent(place.field(), f -> new BitSet());
        forEachValue(place, values::set);
    }

    void ignore(Place place, IgnoreRule rule) {
        if (place.field() == 0) {
            ignoreRest(rule);
            return;
        }
        Map<Integer, Map<Integer, IgnoreRule>> rules = ignored == null ? new HashMap<>() : ignored;
        ignored = rules;
        forEachValue(
                place,
                value -> rules.computeIfAbsent(place.field(), f -> new HashMap<>())
                        .putIfAbsent(value, rule));
    }

    void ignoreRest(IgnoreRule rule) {
        if (restIgnored == null) {
            restIgnored = rule;
        }
    }

    boolean isReportedAsAWhole() {
        return reportedAsAWhole;
    }

    boolean isMapped(int field, int repetition, int component) {
        return isSet(mapped, field, repetition, component);
    }

    boolean isReported(int field, int repetition, int component) {
        return isSet(reported, field, repetition, component);
    }

    boolean isFieldMapped(int field) {
        return mapped.containsKey(field);
    }

    Optional<IgnoreRule> ignored(int field, int repetition, int component) {
        IgnoreRule rule =
                ignored == null ? null : ignored.getOrDefault(field, Map.of()).get(value(repetition, component));
        return Optional.ofNullable(rule == null ? restIgnored : rule);
    }

    private static boolean isSet(Map<Integer, BitSet> fields, int field, int repetition, int component) {
        BitSet values = fields.get(field);
        return values != null && component < PARTS && values.get(value(repetition, component));
    }

    private static int value(int repetition, int component) {
        return repetition * PARTS + component;
    }

    private static void forEachValue(Place place, java.util.function.IntConsumer consumer) {
        Segment segment = place.segment();
        if (segment == null) {
            return;
        }
        Field field = segment.field(place.field());
        int first = Math.max(place.repetition(), 0);
        int last = place.repetition() == Place.ALL ? field.repetitions().size() - 1 : place.repetition();
        for (int repetition = first; repetition <= last; repetition++) {
            if (place.component() != 0) {
                consumer.accept(value(repetition, Math.min(place.component(), PARTS - 1)));
            } else {
                int parts = repetition < field.repetitions().size()
                        ? field.repetitions().get(repetition).size()
                        : 0;
                for (int component = 1; component <= Math.min(parts, PARTS - 1); component++) {
                    consumer.accept(value(repetition, component));
                }
            }
        }
    }
}
