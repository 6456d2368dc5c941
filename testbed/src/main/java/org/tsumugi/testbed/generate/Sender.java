package org.tsumugi.testbed.generate;

import java.time.LocalDateTime;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.message.Envelope;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.storage.StorageChart;

/** The sending side of one patient at one hospital. */
record Sender(Facility facility, Registration registration, Dice dice, StorageChart chart) {

    Envelope envelope(LocalDateTime sentAt) {
        return new Envelope(facility, registration, sentAt);
    }

    /** Some minutes later, to the millisecond, as transmissions are. */
    LocalDateTime after(LocalDateTime time, int fromMinutes, int toMinutes) {
        return time.plusMinutes(dice.between(fromMinutes, toMinutes))
                .plusSeconds(dice.below(60))
                .plusNanos(dice.between(1, 999) * 1_000_000L);
    }
}
