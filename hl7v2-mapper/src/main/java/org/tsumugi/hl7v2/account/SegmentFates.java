package org.tsumugi.hl7v2.account;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** What has been said of the values of one segment. A value is a component of a repetition of a field. */
final class SegmentFates {

    private final ValueSet mapped = new ValueSet();
    private final ValueSet reported = new ValueSet();
    private @Nullable Map<IgnoreRule, ValueSet> ignored;
    private @Nullable IgnoreRule restIgnored;
    private boolean reportedAsAWhole;

    void map(Place place) {
        add(place, mapped);
    }

    void report(Place place) {
        if (place.field() == 0) {
            reportedAsAWhole = true;
        } else {
            add(place, reported);
        }
    }

    void ignore(Place place, IgnoreRule rule) {
        if (place.field() == 0) {
            ignoreRest(rule);
            return;
        }
        if (ignored == null) {
            ignored = new EnumMap<>(IgnoreRule.class);
        }
        add(place, ignored.computeIfAbsent(rule, r -> new ValueSet()));
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
        return mapped.contains(field, repetition, component);
    }

    boolean isReported(int field, int repetition, int component) {
        return reported.contains(field, repetition, component);
    }

    boolean isFieldMapped(int field) {
        return mapped.containsSomeOf(field);
    }

    Optional<IgnoreRule> ignored(int field, int repetition, int component) {
        if (ignored != null) {
            for (Map.Entry<IgnoreRule, ValueSet> rule : ignored.entrySet()) {
                if (rule.getValue().contains(field, repetition, component)) {
                    return Optional.of(rule.getKey());
                }
            }
        }
        return Optional.ofNullable(restIgnored);
    }

    private static void add(Place place, ValueSet values) {
        Segment segment = place.segment();
        if (segment == null || place.field() == 0) {
            return;
        }
        if (place.repetition() != Place.ALL && place.component() != 0) {
            values.add(place.field(), place.repetition(), place.component());
            return;
        }
        List<Repetition> repetitions = segment.field(place.field()).repetitions();
        int first = place.repetition() == Place.ALL ? 0 : place.repetition();
        int last = place.repetition() == Place.ALL ? repetitions.size() - 1 : place.repetition();
        for (int repetition = first; repetition <= last && repetition < repetitions.size(); repetition++) {
            if (place.component() != 0) {
                values.add(place.field(), repetition, place.component());
            } else {
                for (int component = 1; component <= repetitions.get(repetition).size(); component++) {
                    values.add(place.field(), repetition, component);
                }
            }
        }
    }
}
