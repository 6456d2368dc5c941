package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tsumugi.hl7v2.datatype.Timestamp;

/** The stays of one patient: those whose beginning is known, by that, and those of which only something later is. */
final class StayTable {

    private final Map<String, Stay> byStart = new TreeMap<>();
    private final List<Stay> withoutStart = new ArrayList<>();

    /** The stay that began exactly then, new or known. */
    Stay beginningAt(When start) {
        return byStart.computeIfAbsent(start.time().normalised(), key -> new Stay(start));
    }

    /** The stay that this admission time names. */
    Optional<Stay> find(When start) {
        return Times.match(byStart, start.time(), Stay::startTime);
    }

    /**
     * The stay that a movement names by this admission time. Where none began then, it is the only one of that day, if the movement
     * is neither before its admission nor after its end: senders correct the time of an admission, but not in what they sent before.
     */
    Stay named(When start, Said said) {
        return find(start).or(() -> correctedTo(start, said)).orElseGet(() -> beginningAt(start));
    }

    private Optional<Stay> correctedTo(When start, Said said) {
        List<Stay> admitted = byStart.values().stream()
                .filter(stay -> stay.admission != null && !stay.cancelled)
                .filter(stay -> Times.isSameDay(stay.startTime(), start.time()))
                .toList();
        return admitted.size() == 1
                ? Optional.of(admitted.get(0))
                        .filter(stay -> stay.beganBy(said.at().time())
                                && !stay.endedBefore(said.at().time()))
                : Optional.empty();
    }

    /** Stays that began and were not cancelled, in the order in which they did. */
    List<Stay> begun() {
        return byStart.values().stream().filter(stay -> !stay.cancelled).toList();
    }

    List<Stay> all() {
        List<Stay> all = new ArrayList<>(byStart.values());
        all.addAll(withoutStart);
        return all;
    }

    private List<Stay> begunBefore(Said said) {
        return byStart.values().stream().filter(stay -> stay.stoodBefore(said)).toList();
    }

    /** The stay that the patient was in at this time, by what is known of beginnings, also if it was cancelled after that. */
    Optional<Stay> openAt(Timestamp time, Said said) {
        return begunBefore(said).stream()
                .filter(stay -> stay.beganBy(time) && stay.lastsUntil(time))
                .reduce((earlier, later) -> later);
    }

    /** The stay that a discharge ends which names none. */
    Stay closedAt(Timestamp end, Said said) {
        return latest(end, said)
                .filter(stay -> stay.canEndAt(end))
                .or(() ->
                        withoutStart.stream().filter(stay -> stay.canEndAt(end)).findFirst())
                .orElseGet(this::another);
    }

    /**
     * The latest stay that began by then. Where it began just then, which may be after the discharge, the stay before it is meant
     * if that is still open: a patient is admitted again only after the end of the stay before.
     */
    private Optional<Stay> latest(Timestamp end, Said said) {
        List<Stay> begun =
                begunBefore(said).stream().filter(stay -> stay.beganBy(end)).toList();
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        Stay last = begun.get(begun.size() - 1);
        Stay before = begun.size() > 1 ? begun.get(begun.size() - 2) : last;
        return Optional.of(last.beganBefore(end) || before.discharge != null ? last : before);
    }

    /** A stay that the patient was in at this time and that nobody says the beginning of. */
    Stay withoutStartAt(Timestamp time) {
        return withoutStart.stream()
                .filter(stay -> stay.lastsUntil(time) && noneBegan(stay, time))
                .min(Comparator.comparing(StayTable::end))
                .orElseGet(this::another);
    }

    private static String end(Stay stay) {
        When end = stay.end();
        return end == null ? "9" : end.time().normalised();
    }

    /** Whether no stay that is known began between a time and what is known of another stay. */
    private boolean noneBegan(Stay stay, Timestamp time) {
        String one = time.normalised();
        String other =
                stay.firstMoment().map(known -> known.time().normalised()).orElse(one);
        String from = one.compareTo(other) < 0 ? one : other;
        String to = from.equals(one) ? other : one;
        return begun().stream()
                .map(known -> known.startTime().normalised())
                .noneMatch(start -> start.compareTo(from) > 0 && start.compareTo(to) <= 0);
    }

    private Stay another() {
        Stay stay = new Stay(null);
        withoutStart.add(stay);
        return stay;
    }
}
