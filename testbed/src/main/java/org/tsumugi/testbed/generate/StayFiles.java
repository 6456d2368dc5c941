package org.tsumugi.testbed.generate;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.tsumugi.testbed.message.Adt22Writer;
import org.tsumugi.testbed.message.Adt52Writer;
import org.tsumugi.testbed.storage.StorageName;
import org.tsumugi.testbed.story.Stay;

/** ADT-22 and ADT-52. */
final class StayFiles {

    private final Sender sender;

    StayFiles(Sender sender) {
        this.sender = sender;
    }

    void stay(Stay stay) {
        LocalDateTime sentAt = sender.after(stay.admitted(), 2, 20);
        if (stay.cancelled()) {
            cancelled(stay, sentAt);
            return;
        }
        if (stay.corrected()) {
            sender.chart().superseded(name("ADT-22", stay.admitted(), sentAt, stay), admission(stay, sentAt));
            sentAt = sender.after(sentAt, 30, 200);
        }
        sender.chart().current(name("ADT-22", stay.admitted(), sentAt, stay), admission(stay, sentAt));
        stay.discharged().ifPresent(discharged -> discharge(stay, discharged));
    }

    private void cancelled(Stay stay, LocalDateTime sentAt) {
        LocalDateTime takenBack = sender.after(sentAt, 20, 200);
        sender.chart().deleted(name("ADT-22", stay.admitted(), sentAt, stay), admission(stay, sentAt));
        sender.chart()
                .deleted(
                        name("ADT-22", stay.admitted(), takenBack, stay),
                        Adt22Writer.cancel(sender.envelope(takenBack), stay.admitted(), stay.care())
                                .bytes());
    }

    private byte[] admission(Stay stay, LocalDateTime sentAt) {
        return Adt22Writer.write(sender.envelope(sentAt), stay.admitted(), stay.care())
                .bytes();
    }

    private void discharge(Stay stay, LocalDateTime discharged) {
        LocalDateTime sentAt = sender.after(discharged, 2, 60);
        sender.chart()
                .current(
                        name("ADT-52", discharged, sentAt, stay),
                        Adt52Writer.write(
                                        sender.envelope(sentAt),
                                        stay.admitted(),
                                        discharged,
                                        stay.discharge(),
                                        stay.care())
                                .bytes());
    }

    private StorageName name(String type, LocalDateTime day, LocalDateTime sentAt, Stay stay) {
        return new StorageName(
                sender.registration().patientNumber(),
                DateTimeFormatter.BASIC_ISO_DATE.format(day.toLocalDate()),
                type,
                StorageName.NO_ORDER,
                sentAt,
                stay.care().department().code());
    }
}
