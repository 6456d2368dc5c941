package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.datatype.Timestamp;

/**
 * Joins movements into stays. A stay is known by its admission time. A discharge that names it (PV1-44) closes that stay; one
 * that does not closes the latest open stay that began by then; one that finds none is a stay of its own, of which only the end
 * is known. A cancellation undoes what was said before it, by transaction time, about the same time (or, where only the day is
 * the same, about the one movement of that day).
 */
public final class Stays {

    private final Map<String, Stay> byStart = new TreeMap<>();
    private final List<Stay> withoutStart = new ArrayList<>();

    private Stays() {}

    /** The Encounters of one patient, in the order of their admissions. */
    public static List<Resource> merge(GroupKey group, List<Contribution> contributions) {
        List<StayContribution> movements = contributions.stream()
                .filter(StayContribution.class::isInstance)
                .map(StayContribution.class::cast)
                .toList();
        Stays stays = new Stays();
        stays.admit(movements);
        stays.discharge(movements);
        List<Stay> all = new ArrayList<>(stays.byStart.values());
        all.addAll(stays.withoutStart);
        return all.stream().<Resource>map(stay -> StayEncounter.of(group, stay)).toList();
    }

    private void admit(List<StayContribution> movements) {
        for (StayContribution movement : movements) {
            Timestamp start = movement.admission();
            if (movement.movement() == Movement.ADMISSION && start != null) {
                Stay stay = byStart.computeIfAbsent(start.normalised(), key -> new Stay(start));
                stay.admission = movement;
                stay.cancelled = false;
            } else if (movement.movement() == Movement.ADMISSION_CANCELLED && start != null) {
                find(start).ifPresent(stay -> stay.cancelled = true);
            }
        }
    }

    private void discharge(List<StayContribution> movements) {
        List<Discharge> discharges = valid(movements);
        discharges.stream().filter(d -> d.start() != null).forEach(this::closeNamed);
        discharges.stream().filter(d -> d.start() == null).forEach(this::closeLatest);
    }

    /** The last discharge of each time, unless it was cancelled after it; in the order of their times. */
    private static List<Discharge> valid(List<StayContribution> movements) {
        Map<String, Discharge> byEnd = new TreeMap<>();
        for (int rank = 0; rank < movements.size(); rank++) {
            StayContribution movement = movements.get(rank);
            Timestamp end = movement.discharge();
            if (movement.movement() == Movement.DISCHARGE && end != null) {
                byEnd.put(end.normalised(), new Discharge(movement, end, rank));
            } else if (movement.movement() == Movement.DISCHARGE_CANCELLED && end != null) {
                match(byEnd, end, Discharge::end)
                        .ifPresent(cancelled -> byEnd.remove(cancelled.end().normalised()));
            }
        }
        return List.copyOf(byEnd.values());
    }

    private void closeNamed(Discharge discharge) {
        Timestamp start = Objects.requireNonNull(discharge.start());
        find(start)
                .orElseGet(() -> byStart.computeIfAbsent(start.normalised(), key -> new Stay(start)))
                .close(discharge.movement(), discharge.rank());
    }

    private void closeLatest(Discharge discharge) {
        latest(discharge.end())
                .filter(stay -> stay.canEndAt(discharge.end()))
                .orElseGet(() -> withoutStart(discharge))
                .close(discharge.movement(), discharge.rank());
    }

    /**
     * The latest stay that began by then. Where it began just then, which may be after the discharge, the stay before it is meant
     * if that is still open: a patient is admitted again only after the end of the stay before.
     */
    private Optional<Stay> latest(Timestamp end) {
        List<Stay> begun = byStart.values().stream()
                .filter(stay -> !stay.cancelled && stay.beganBy(end))
                .toList();
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        Stay last = begun.get(begun.size() - 1);
        Stay before = begun.size() > 1 ? begun.get(begun.size() - 2) : last;
        return Optional.of(last.beganBefore(end) || before.discharge != null ? last : before);
    }

    private Stay withoutStart(Discharge discharge) {
        return withoutStart.stream()
                .filter(stay -> stay.canEndAt(discharge.end()))
                .findFirst()
                .orElseGet(this::anotherWithoutStart);
    }

    private Stay anotherWithoutStart() {
        Stay stay = new Stay(null);
        withoutStart.add(stay);
        return stay;
    }

    private Optional<Stay> find(Timestamp start) {
        return match(byStart, start, stay -> Objects.requireNonNull(stay.start));
    }

    private static <T> Optional<T> match(Map<String, T> byTime, Timestamp time, Function<T, Timestamp> timeOf) {
        T exact = byTime.get(time.normalised());
        if (exact != null) {
            return Optional.of(exact);
        }
        List<T> ofTheDay = byTime.values().stream()
                .filter(one -> Times.isSameDay(timeOf.apply(one), time)
                        && !(timeOf.apply(one).hasTime() && time.hasTime()))
                .toList();
        return ofTheDay.size() == 1 ? Optional.of(ofTheDay.get(0)) : Optional.empty();
    }

    /** A discharge, its time, and its place in the order in which things were said. */
    private record Discharge(StayContribution movement, Timestamp end, int rank) {
        @Nullable
        Timestamp start() {
            return movement.admission();
        }
    }
}
