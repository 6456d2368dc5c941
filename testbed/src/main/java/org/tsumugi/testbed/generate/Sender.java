package org.tsumugi.testbed.generate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.message.Envelope;
import org.tsumugi.testbed.message.Message;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.storage.StorageChart;
import org.tsumugi.testbed.storage.StorageName;
import org.tsumugi.testbed.story.Allergy;
import org.tsumugi.testbed.story.Care;

/** The sending side of one patient at one hospital. */
record Sender(Facility facility, Registration registration, List<Allergy> allergies, Dice dice, StorageChart chart) {

    /** The same with chance of its own, so that what one kind of file draws does not move the others. */
    Sender with(Dice other) {
        return new Sender(facility, registration, allergies, other, chart);
    }

    Envelope envelope(LocalDateTime sentAt) {
        return new Envelope(facility, registration, allergies, sentAt);
    }

    /** Some minutes later, to the millisecond, as transmissions are. */
    LocalDateTime after(LocalDateTime time, int fromMinutes, int toMinutes) {
        return time.plusMinutes(dice.between(fromMinutes, toMinutes))
                .plusSeconds(dice.below(60))
                .plusNanos(dice.between(1, 999) * 1_000_000L);
    }

    /** A movement, or whatever else has a day and no order number. */
    StorageName dated(String type, LocalDate day, LocalDateTime sentAt, Care care) {
        return ordered(type, day, StorageName.NO_ORDER, sentAt, care);
    }

    StorageName ordered(String type, LocalDate day, String orderNumber, LocalDateTime sentAt, Care care) {
        return new StorageName(
                registration.patientNumber(),
                DateTimeFormatter.BASIC_ISO_DATE.format(day),
                type,
                orderNumber,
                sentAt,
                care.department().code());
    }

    StorageName undated(String type, LocalDateTime sentAt) {
        return new StorageName(
                registration.patientNumber(), StorageName.NO_DATE, type, StorageName.NO_ORDER, sentAt, "-");
    }

    void insert(StorageName name, Message message) {
        chart.insert(name, message.bytes());
    }

    void delete(StorageName name, Message message) {
        chart.delete(name, message.bytes());
    }
}
