package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.testbed.draw.Dice;

/** Admissions known in advance; some are put off, some never come. */
final class Bookings {

    private static final Set<String> ELECTIVE = Set.of("cataract", "polyp", "gallstone");

    private final Dice dice;
    private final List<Booking> bookings = new ArrayList<>();

    Bookings(Dice dice) {
        this.dice = dice;
    }

    List<Booking> all() {
        return bookings;
    }

    void of(Stay stay, Disease disease) {
        if (!ELECTIVE.contains(disease.key())) {
            return;
        }
        LocalDateTime expected = stay.admitted().withMinute(0).withSecond(0);
        LocalDateTime entered = expected.minusDays(dice.between(9, 30)).withHour(dice.between(10, 15));
        if (dice.chance(0.25)) {
            LocalDateTime postponed = entered.plusDays(dice.between(1, 6));
            bookings.add(new Booking(entered, expected.minusDays(7), stay.care(), Optional.of(postponed)));
            entered = postponed.plusMinutes(dice.between(1, 4));
        }
        bookings.add(new Booking(entered, expected, stay.care(), Optional.empty()));
    }

    /** The patient chose otherwise. */
    void dropped(LocalDateTime entered, Care care) {
        LocalDateTime expected = entered.plusDays(dice.between(14, 28))
                .withHour(10)
                .withMinute(0)
                .withSecond(0);
        bookings.add(new Booking(entered, expected, care, Optional.of(entered.plusDays(dice.between(2, 9)))));
    }
}
