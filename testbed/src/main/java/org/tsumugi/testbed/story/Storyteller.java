package org.tsumugi.testbed.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.facility.Department;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.person.Person;
import org.tsumugi.testbed.person.Registration;

/** Tells what happened to a registered patient, the same whenever asked. */
public final class Storyteller {

    private static final double TREATED_ELSEWHERE = 0.5;

    private final long seed;
    private final LocalDate today;

    /** @param today the day on which every story ends */
    public Storyteller(long seed, LocalDate today) {
        this.seed = seed;
        this.today = today;
    }

    /** The story of this patient at this hospital. */
    public PatientStory tell(Facility facility, Registration registration) {
        Person person = registration.person();
        Dice dice = Dice.of(seed, "story", person.index(), facility.index());
        Chapter chapter = new Chapter(seed, today, dice, facility, registration);
        for (Disease disease : Health.passing(dice, person, today, Disease.Kind.STAY)) {
            chapter.stay(disease);
        }
        List<Disease> chronic = treatedHere(dice, Health.chronic(seed, person, today), registration.rank());
        if (!chronic.isEmpty()) {
            chapter.regularVisits(chronic);
        }
        List<Disease> acute = Health.passing(dice, person, today, Disease.Kind.ACUTE);
        acute.forEach(chapter::acuteVisit);
        Health.passing(dice, person, today, Disease.Kind.SUSPECTED).forEach(chapter::suspicion);
        if (chapter.isEmpty()) {
            chapter.acuteVisit(commonDisease());
        }
        Department department =
                chronic.isEmpty() ? Department.INTERNAL : chronic.get(0).department();
        Care care = new Care(department, facility.doctor(dice, department), Optional.empty());
        return chapter.close(care, Allergy.of(dice, today.minusYears(2)));
    }

    private List<Disease> treatedHere(Dice dice, List<Disease> chronic, int rank) {
        if (rank == 0) {
            return chronic;
        }
        List<Disease> here = new ArrayList<>();
        for (Disease disease : chronic) {
            if (dice.chance(TREATED_ELSEWHERE)) {
                here.add(disease);
            }
        }
        return here;
    }

    private static Disease commonDisease() {
        return Catalogue.diseases().stream()
                .filter(disease -> disease.key().equals("cold"))
                .findFirst()
                .orElseThrow();
    }
}
