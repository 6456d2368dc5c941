package org.tsumugi.testbed.generate;

import java.time.LocalDateTime;
import org.tsumugi.testbed.message.Adt22Writer;
import org.tsumugi.testbed.message.Adt52Writer;
import org.tsumugi.testbed.message.Message;
import org.tsumugi.testbed.story.Care;
import org.tsumugi.testbed.story.Course;
import org.tsumugi.testbed.story.Stay;

/** ADT-22 and ADT-52. */
final class StayFiles {

    private static final double DISCHARGED_TOO_EARLY = 0.06;

    private final Sender sender;

    StayFiles(Sender sender) {
        this.sender = sender;
    }

    void admission(Stay stay) {
        LocalDateTime sentAt = sender.after(stay.admitted(), 2, 20);
        insert(stay, sentAt);
        if (stay.cancelled()) {
            LocalDateTime takenBack = sender.after(sentAt, 20, 200);
            sender.delete(
                    sender.dated("ADT-22", stay.admitted().toLocalDate(), takenBack, stay.care()),
                    Adt22Writer.cancel(sender.envelope(takenBack), stay.admitted(), stay.care()));
        } else if (stay.corrected()) {
            insert(stay, sender.after(sentAt, 30, 200));
        }
    }

    private void insert(Stay stay, LocalDateTime sentAt) {
        Message admission = Adt22Writer.write(sender.envelope(sentAt), stay.admitted(), stay.care());
        sender.insert(sender.dated("ADT-22", stay.admitted().toLocalDate(), sentAt, stay.care()), admission);
    }

    void discharge(Course course) {
        course.stay().discharged().ifPresent(discharged -> {
            boolean longEnough = course.stay().admitted().isBefore(discharged.minusDays(3));
            if (longEnough && sender.dice().chance(DISCHARGED_TOO_EARLY)) {
                tooEarly(course, discharged.minusDays(1));
            }
            insert(course, discharged);
        });
    }

    /** Entered as planned, but the patient stayed one day more. */
    private void tooEarly(Course course, LocalDateTime expected) {
        insert(course, expected);
        Care care = course.careAt(expected);
        LocalDateTime takenBack = sender.after(expected, 120, 400);
        sender.delete(
                sender.dated("ADT-52", expected.toLocalDate(), takenBack, care),
                Adt52Writer.cancel(sender.envelope(takenBack), course.stay(), care, expected));
    }

    private void insert(Course course, LocalDateTime discharged) {
        Care care = course.careAt(discharged);
        LocalDateTime sentAt = sender.after(discharged, 2, 60);
        sender.insert(
                sender.dated("ADT-52", discharged.toLocalDate(), sentAt, care),
                Adt52Writer.write(sender.envelope(sentAt), course.stay(), care, discharged));
    }
}
