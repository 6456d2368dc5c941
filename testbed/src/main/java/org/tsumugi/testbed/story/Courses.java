package org.tsumugi.testbed.story;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.facility.Department;
import org.tsumugi.testbed.facility.Facility;

/** Moves inpatients through the house. */
final class Courses {

    private static final int LONG_DAYS = 9;

    private final Dice dice;
    private final Facility facility;
    private final LocalDate today;

    Courses(Dice dice, Facility facility, LocalDate today) {
        this.dice = dice;
        this.facility = facility;
        this.today = today;
    }

    Course of(Stay stay, Disease disease) {
        LocalDateTime end = stay.discharged().orElse(today.minusDays(1).atTime(9, 0));
        int days = (int) Duration.between(stay.admitted(), end).toDays();
        List<Transfer> transfers = transfers(stay, days);
        Care last = transfers.isEmpty()
                ? stay.care()
                : transfers.get(transfers.size() - 1).to();
        boolean announced = stay.discharged().isPresent() && days > 2 && dice.chance(0.8);
        return new Course(
                stay,
                disease,
                transfers,
                leaves(stay, days, last),
                announced ? Optional.of(end.minusDays(dice.between(1, 2)).withHour(15)) : Optional.empty());
    }

    private List<Transfer> transfers(Stay stay, int days) {
        List<Transfer> transfers = new ArrayList<>();
        Care care = stay.care();
        if (days >= 4 && dice.chance(0.45)) {
            LocalDateTime at = afterDays(stay, dice.between(1, Math.max(1, days / 3)), 10);
            Care to = moved(care, care.department());
            boolean dropped = dice.chance(0.12);
            transfers.add(new Transfer(at, care, to, announcement(at), dropped));
            care = dropped ? care : to;
            if (!dropped && dice.chance(0.2)) {
                LocalDateTime again = at.plusHours(4);
                Care next = moved(care, care.department());
                transfers.add(new Transfer(again, care, next, Optional.empty(), false));
                care = next;
            }
        }
        if (days >= LONG_DAYS && dice.chance(0.45)) {
            LocalDateTime at = afterDays(stay, days / 2, 13);
            Care to = moved(care, other(care.department()));
            transfers.add(new Transfer(at, care, to, announcement(at), false));
        }
        return transfers;
    }

    private Optional<LocalDateTime> announcement(LocalDateTime at) {
        return dice.chance(0.6) ? Optional.of(at.minusDays(1).withHour(16)) : Optional.empty();
    }

    /** Over a night in the last third of a long stay. */
    private List<Leave> leaves(Stay stay, int days, Care care) {
        if (days < LONG_DAYS || !dice.chance(0.5)) {
            return List.of();
        }
        List<Leave> leaves = new ArrayList<>();
        LocalDateTime left = afterDays(stay, days * 2 / 3, 10);
        LocalDateTime expected = left.plusDays(dice.between(0, 1)).withHour(17).withMinute(0);
        LocalDateTime back = expected.minusMinutes(dice.between(5, 80));
        leaves.add(new Leave(left, expected, back, care, dice.chance(0.2)));
        return leaves;
    }

    private LocalDateTime afterDays(Stay stay, int days, int hour) {
        return stay.admitted().toLocalDate().plusDays(days).atTime(hour, dice.below(60));
    }

    private Care moved(Care care, Department department) {
        boolean otherDepartment = department != care.department();
        return new Care(
                department,
                otherDepartment ? facility.doctor(dice, department) : care.doctor(),
                Optional.of(facility.bed(dice, department)));
    }

    private static Department other(Department department) {
        return switch (department) {
            case NEUROSURGERY -> Department.NEUROLOGY;
            case RESPIRATORY, CARDIOLOGY -> Department.INTERNAL;
            default -> department;
        };
    }
}
