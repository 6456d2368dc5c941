package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What stands of everything that was said: of each kind the last statement about each time, unless it was taken back after it.
 * So a statement that is repeated, in a file that supersedes another, counts once.
 */
final class Standing {

    private Standing() {}

    /** The movements of one kind that stand, in the order of their times. */
    static List<Said> of(Movement movement, List<Said> all) {
        Map<String, Said> standing = new TreeMap<>();
        for (Said said : all) {
            if (said.movement() != movement) {
                continue;
            }
            if (said.isCancellation()) {
                Times.match(standing, said.at().time(), one -> one.at().time())
                        .or(() -> returnOfTheDay(said, standing))
                        .ifPresent(taken -> standing.remove(taken.key()));
            } else {
                standing.put(said.key(), said);
            }
        }
        return List.copyOf(standing.values());
    }

    /** The time of a cancelled return is when it was expected, which need not be when it was said to have been. */
    private static Optional<Said> returnOfTheDay(Said cancellation, Map<String, Said> standing) {
        List<Said> ofTheDay = standing.values().stream()
                .filter(one -> one.movement() == Movement.RETURN
                        && Times.isSameDay(one.at().time(), cancellation.at().time()))
                .toList();
        return ofTheDay.size() == 1 ? Optional.of(ofTheDay.get(0)) : Optional.empty();
    }

    /**
     * The discharges that stand. Another movement that names the end of the stay is as good, but gives way to a discharge of the
     * same time, which says more.
     */
    static List<Said> discharges(List<Said> all) {
        Map<String, Said> standing = new TreeMap<>();
        for (Said said : all) {
            When end = said.what().discharge();
            if (said.movement() == Movement.DISCHARGE && said.isCancellation()) {
                Times.match(
                                standing,
                                said.at().time(),
                                one -> Objects.requireNonNull(one.what().discharge())
                                        .time())
                        .ifPresent(taken -> standing.values().remove(taken));
            } else if (end != null && !said.what().isOfAVisit()) {
                standing.merge(
                        end.time().normalised(),
                        said,
                        (old, next) -> next.movement() == Movement.DISCHARGE || old.movement() != Movement.DISCHARGE
                                ? next
                                : old);
            }
        }
        return List.copyOf(standing.values());
    }

    /**
     * Cancellations of a return (A53) after which nobody is said to have come back: the patient is on leave, also where the file
     * that says since when is missing.
     */
    static List<Said> leavesWithoutReturn(List<Said> all) {
        List<Said> found = new ArrayList<>();
        for (Said said : all) {
            Predicate<Said> laterReturn = other ->
                    other.movement() == Movement.RETURN && !other.isCancellation() && other.rank() > said.rank();
            if (said.movement() == Movement.RETURN
                    && said.isCancellation()
                    && all.stream().noneMatch(laterReturn)) {
                found.add(said);
            }
        }
        return found;
    }
}
