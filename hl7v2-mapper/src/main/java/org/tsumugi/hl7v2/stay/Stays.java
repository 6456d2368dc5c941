package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.datatype.Timestamp;

/**
 * Joins the movements of one patient into stays, and receptions into visits. It looks at the whole set: what was taken back is
 * found first, then what the stays are, then what belongs to each.
 *
 * <ul>
 *   <li>A stay is known by its admission time. Whatever names that time (PV1-44) belongs to it, and is enough for it to exist.
 *       Where nobody was admitted then, but one time on that day, that is meant: the admission was corrected after the message.
 *   <li>A discharge that names no stay closes the latest open stay that began by then; any other movement that names none belongs
 *       to the stay that was open at its time. What finds none is a stay of its own, of which nobody knows when it began.
 *   <li>A planned admission is part of the nearest stay that began on its day or within 30 days of it; while there is none, it is an Encounter
 *       of its own.
 *   <li>A cancellation takes back what was said before it, by transaction time, about the same time.
 * </ul>
 */
public final class Stays {

    private final List<Said> all;
    private final StayTable table = new StayTable();

    private Stays(List<Said> all) {
        this.all = all;
    }

    /** The Encounters of one patient: stays in the order of their admissions, then plans, then visits. */
    public static List<Resource> merge(GroupKey group, List<Contribution> contributions) {
        List<Said> all = Said.all(contributions);
        List<Resource> encounters = new ArrayList<>();
        Stays stays = new Stays(all);
        AdmissionPlans plans = AdmissionPlans.of(all);
        stays.join();
        plans.fulfil(stays.table.begun());
        stays.table.all().forEach(stay -> encounters.add(StayEncounter.of(group, stay)));
        plans.unfulfilled().forEach(plan -> encounters.add(PlanEncounter.of(group, plan, plans.isCancelled(plan))));
        encounters.addAll(Visits.merge(group, all));
        return encounters;
    }

    private void join() {
        Set<Said> standing = new HashSet<>();
        for (Movement movement : Movement.values()) {
            if (movement.isWithinAStay() && movement != Movement.DISCHARGE) {
                standing.addAll(Standing.of(movement, all));
            }
        }
        standing.addAll(Standing.leavesWithoutReturn(all));
        admit();
        nameEnds();
        List<Said> within = all.stream()
                .filter(said -> said.movement().isWithinAStay() && !said.what().isOfAVisit())
                .toList();
        within.stream().filter(said -> said.what().admission() != null).forEach(said -> named(said, standing));
        discharge();
        within.stream()
                .filter(said -> said.what().admission() == null
                        && (said.movement() != Movement.DISCHARGE || said.isCancellation()))
                .sorted(Comparator.comparing(Said::key).thenComparing(Said::rank))
                .forEach(said -> unnamed(said, standing.contains(said)));
    }

    private void admit() {
        for (Said said : all) {
            if (said.movement() == Movement.ADMISSION && !said.isCancellation()) {
                Stay stay = table.beginningAt(said.at());
                stay.admission = said;
                stay.cancelled = false;
            } else if (said.movement() == Movement.ADMISSION) {
                Stay stay = table.find(said.at()).orElseGet(() -> table.beginningAt(said.at()));
                stay.cancel(said);
                stay.admission = stay.admission == null ? said : stay.admission;
            }
        }
    }

    private void nameEnds() {
        for (Said said : Standing.discharges(all)) {
            When start = said.what().admission();
            if (start != null) {
                table.find(start).ifPresent(stay -> stay.ownDischarges.add(said));
            }
        }
    }

    private void named(Said said, Set<Said> standing) {
        When start = Objects.requireNonNull(said.what().admission());
        Stay stay = table.named(start, said);
        if (standing.contains(said)) {
            stay.movements.add(said);
        } else if (said.movement() != Movement.DISCHARGE || said.isCancellation()) {
            stay.takenBack.add(said);
        }
    }

    private void discharge() {
        List<Said> discharges = Standing.discharges(all);
        for (Said said : discharges) {
            When start = said.what().admission();
            if (start != null) {
                table.named(start, said).close(said);
            }
        }
        for (Said said : discharges) {
            if (said.what().admission() == null) {
                Timestamp end = Objects.requireNonNull(said.what().discharge()).time();
                table.closedAt(end, said).close(said);
            }
        }
    }

    private void unnamed(Said said, boolean stands) {
        if (said.isCancellation()) {
            table.openAt(time(said), said).ifPresent(stay -> (stands ? stay.movements : stay.takenBack).add(said));
        } else if (stands) {
            Stay stay = table.openAt(time(said), said)
                    .or(() -> table.openAt(said.at().time(), said))
                    .orElseGet(() -> table.withoutStartAt(time(said)));
            stay.movements.add(said);
        } else {
            table.openAt(time(said), said).ifPresent(stay -> stay.takenBack.add(said));
        }
    }

    /** When the patient was certainly in the stay: of a plan, when it was recorded. */
    private static Timestamp time(Said said) {
        @Nullable Timestamp recorded = said.what().recorded();
        boolean plan = said.movement() == Movement.TRANSFER_PLAN || said.movement() == Movement.DISCHARGE_PLAN;
        return plan
                ? Optional.ofNullable(recorded).orElse(said.at().time())
                : said.at().time();
    }
}
