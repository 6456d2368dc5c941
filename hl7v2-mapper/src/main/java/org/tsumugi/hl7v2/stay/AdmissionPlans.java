package org.tsumugi.hl7v2.stay;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tsumugi.hl7v2.datatype.Timestamp;

/** Planned admissions by their times: the last statement about each, and whether it was cancelled after it. */
final class AdmissionPlans {

    /** A patient whose admission is put off for longer is planned anew; the next stay may be for something else. */
    private static final int LONGEST_DELAY_IN_DAYS = 30;

    private final Map<String, Said> byTime = new TreeMap<>();
    private final Set<Said> cancelled = new HashSet<>();
    private final Set<Said> fulfilled = new HashSet<>();

    private AdmissionPlans() {}

    static AdmissionPlans of(List<Said> all) {
        AdmissionPlans plans = new AdmissionPlans();
        all.stream().filter(said -> said.movement() == Movement.ADMISSION_PLAN).forEach(plans::add);
        return plans;
    }

    private void add(Said said) {
        if (said.isCancellation()) {
            Said plan = Times.match(byTime, said.at().time(), one -> one.at().time())
                    .orElse(said);
            byTime.put(plan.key(), plan);
            cancelled.add(plan);
        } else {
            byTime.put(said.key(), said);
        }
    }

    /** Gives each plan that stands to the nearest stay that began on its day or within 30 days of it. */
    void fulfil(List<Stay> begun) {
        for (Said plan : byTime.values()) {
            if (!cancelled.contains(plan)) {
                nearest(plan.at().time(), begun).ifPresent(stay -> {
                    stay.plans.add(plan);
                    fulfilled.add(plan);
                });
            }
        }
    }

    /** Of several stays that began on the day, the one that began nearest to the time; else the next. */
    private static Optional<Stay> nearest(Timestamp planned, List<Stay> begun) {
        return begun.stream()
                .filter(stay -> Times.isSameDay(stay.startTime(), planned))
                .min((a, b) -> Long.compare(distance(a, planned), distance(b, planned)))
                .or(() -> begun.stream()
                        .filter(stay -> Times.day(stay.startTime()).compareTo(Times.day(planned)) > 0)
                        .filter(stay -> Times.daysBetween(planned, stay.startTime()) <= LONGEST_DELAY_IN_DAYS)
                        .findFirst());
    }

    /** Between two times of one day; a number that grows with it. */
    private static long distance(Stay stay, Timestamp planned) {
        return Math.abs(Long.parseLong(stay.startTime().normalised()) - Long.parseLong(planned.normalised()));
    }

    /** Plans that no stay fulfils, in the order of their times; the cancelled ones among them. */
    List<Said> unfulfilled() {
        return byTime.values().stream()
                .filter(plan -> !fulfilled.contains(plan))
                .toList();
    }

    boolean isCancelled(Said plan) {
        return cancelled.contains(plan);
    }
}
