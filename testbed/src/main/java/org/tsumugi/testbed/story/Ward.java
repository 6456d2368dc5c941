package org.tsumugi.testbed.story;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.facility.Facility;

/** Admissions: when, where, for how long. */
final class Ward {

    private final Dice dice;
    private final Facility facility;
    private final Diary diary;
    private final LocalDate today;
    private final List<LocalDate> taken = new ArrayList<>();

    Ward(Dice dice, Facility facility, Diary diary, LocalDate today) {
        this.dice = dice;
        this.facility = facility;
        this.diary = diary;
        this.today = today;
    }

    /** An admission for this disease, unless it would meet another one of the same patient. */
    Optional<Stay> admit(Disease disease) {
        LocalDate day = diary.someDay();
        int days = Math.max(1, disease.days() + dice.between(-disease.days() / 3, disease.days() / 3));
        for (LocalDate other : taken) {
            if (Math.abs(other.toEpochDay() - day.toEpochDay()) < 60) {
                return Optional.empty();
            }
        }
        taken.add(day);
        LocalDateTime admitted = diary.at(day);
        LocalDate last = day.plusDays(days);
        Optional<LocalDateTime> discharged =
                last.isBefore(today) ? Optional.of(last.atTime(10, dice.below(60))) : Optional.empty();
        String disposition = dice.chance(0.9) ? "01" : "03";
        return Optional.of(new Stay(admitted, discharged, disposition, care(disease), false, dice.chance(0.08)));
    }

    /** An admission that was entered by mistake. */
    Optional<Stay> cancelled(Disease disease) {
        return admit(disease)
                .map(stay -> new Stay(stay.admitted(), Optional.empty(), stay.discharge(), stay.care(), true, false));
    }

    private Care care(Disease disease) {
        return new Care(
                disease.department(),
                facility.doctor(dice, disease.department()),
                Optional.of(facility.bed(dice, disease.department())));
    }
}
