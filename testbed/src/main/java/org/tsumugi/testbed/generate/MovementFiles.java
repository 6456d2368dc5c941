package org.tsumugi.testbed.generate;

import java.time.LocalDateTime;
import org.tsumugi.testbed.message.Adt01Writer;
import org.tsumugi.testbed.message.Adt12Writer;
import org.tsumugi.testbed.message.Adt21Writer;
import org.tsumugi.testbed.message.Adt31Writer;
import org.tsumugi.testbed.message.Adt32Writer;
import org.tsumugi.testbed.message.Adt41Writer;
import org.tsumugi.testbed.message.Adt42Writer;
import org.tsumugi.testbed.message.Adt51Writer;
import org.tsumugi.testbed.story.Booking;
import org.tsumugi.testbed.story.Care;
import org.tsumugi.testbed.story.Course;
import org.tsumugi.testbed.story.DoctorChange;
import org.tsumugi.testbed.story.Leave;
import org.tsumugi.testbed.story.Stay;
import org.tsumugi.testbed.story.Transfer;
import org.tsumugi.testbed.story.Visit;

/** ADT-01, ADT-12, ADT-21, ADT-31, ADT-32, ADT-41, ADT-42 and ADT-51, with what was entered by mistake and taken back. */
final class MovementFiles {

    private static final double MISTAKEN = 0.15;

    private final Sender sender;

    MovementFiles(Sender sender) {
        this.sender = sender;
    }

    void visit(Visit visit) {
        LocalDateTime sentAt = sender.after(visit.at(), 0, 2);
        sender.insert(
                sender.dated("ADT-12", visit.at().toLocalDate(), sentAt, visit.care()),
                Adt12Writer.write(sender.envelope(sentAt), visit));
    }

    void doctorChange(DoctorChange change) {
        LocalDateTime sentAt = sender.after(change.at(), 1, 9);
        sender.insert(sender.undated("ADT-01", sentAt), Adt01Writer.write(sender.envelope(sentAt), change));
        if (change.takenBack()) {
            LocalDateTime takenBack = sender.after(sentAt, 10, 90);
            sender.delete(sender.undated("ADT-01", takenBack), Adt01Writer.cancel(sender.envelope(takenBack), change));
        }
    }

    void booking(Booking booking) {
        LocalDateTime sentAt = sender.after(booking.entered(), 1, 9);
        sender.insert(
                sender.dated("ADT-21", booking.expected().toLocalDate(), sentAt, booking.care()),
                Adt21Writer.write(sender.envelope(sentAt), booking));
        booking.cancelled().ifPresent(at -> {
            LocalDateTime takenBack = sender.after(at, 1, 9);
            sender.delete(
                    sender.dated("ADT-21", booking.expected().toLocalDate(), takenBack, booking.care()),
                    Adt21Writer.cancel(sender.envelope(takenBack), booking));
        });
    }

    void course(Course course) {
        course.transfers().forEach(transfer -> transfer(course.stay(), transfer));
        course.leaves().forEach(leave -> leave(course.stay(), leave));
        course.dischargePlanned()
                .ifPresent(planned ->
                        course.stay().discharged().ifPresent(discharged -> dischargePlan(course, planned, discharged)));
    }

    private void transfer(Stay stay, Transfer transfer) {
        transfer.planned().ifPresent(planned -> {
            LocalDateTime sentAt = sender.after(planned, 1, 9);
            sender.insert(
                    sender.dated("ADT-41", transfer.at().toLocalDate(), sentAt, transfer.to()),
                    Adt41Writer.write(sender.envelope(sentAt), stay, transfer));
            if (transfer.takenBack()) {
                LocalDateTime takenBack = sender.after(sentAt, 30, 300);
                sender.delete(
                        sender.dated("ADT-41", transfer.at().toLocalDate(), takenBack, transfer.to()),
                        Adt41Writer.cancel(sender.envelope(takenBack), stay, transfer));
            }
        });
        boolean mistaken = transfer.takenBack() && transfer.planned().isEmpty();
        if (!transfer.takenBack() || mistaken) {
            LocalDateTime sentAt = sender.after(transfer.at(), 1, 20);
            sender.insert(
                    sender.dated("ADT-42", transfer.at().toLocalDate(), sentAt, transfer.to()),
                    Adt42Writer.write(sender.envelope(sentAt), stay, transfer));
            if (mistaken) {
                LocalDateTime takenBack = sender.after(sentAt, 5, 60);
                sender.delete(
                        sender.dated("ADT-42", transfer.at().toLocalDate(), takenBack, transfer.from()),
                        Adt42Writer.cancel(sender.envelope(takenBack), stay, transfer));
            }
        }
    }

    private void leave(Stay stay, Leave leave) {
        LocalDateTime sentAt = sender.after(leave.left(), 1, 9);
        sender.insert(
                sender.dated("ADT-31", leave.left().toLocalDate(), sentAt, leave.care()),
                Adt31Writer.write(sender.envelope(sentAt), stay, leave));
        if (leave.takenBack()) {
            LocalDateTime takenBack = sender.after(sentAt, 10, 90);
            sender.delete(
                    sender.dated("ADT-31", leave.left().toLocalDate(), takenBack, leave.care()),
                    Adt31Writer.cancel(sender.envelope(takenBack), stay, leave));
            return;
        }
        if (sender.dice().chance(MISTAKEN)) {
            tooEarly(stay, leave);
        }
        back(stay, leave, leave.back());
    }

    /** The return of somebody else, entered for this patient and taken back. */
    private void tooEarly(Stay stay, Leave leave) {
        LocalDateTime wrong = leave.back().minusHours(2);
        back(stay, leave, wrong);
        LocalDateTime takenBack = sender.after(wrong, 15, 40);
        sender.delete(
                sender.dated("ADT-32", wrong.toLocalDate(), takenBack, leave.care()),
                Adt32Writer.cancel(sender.envelope(takenBack), stay, leave, wrong));
    }

    private void back(Stay stay, Leave leave, LocalDateTime back) {
        LocalDateTime sentAt = sender.after(back, 1, 9);
        sender.insert(
                sender.dated("ADT-32", back.toLocalDate(), sentAt, leave.care()),
                Adt32Writer.write(sender.envelope(sentAt), stay, leave, back));
    }

    private void dischargePlan(Course course, LocalDateTime planned, LocalDateTime discharged) {
        Care care = course.careAt(discharged);
        if (sender.dice().chance(MISTAKEN)) {
            LocalDateTime other = discharged.plusDays(2);
            LocalDateTime sentAt = sender.after(planned.minusHours(3), 1, 9);
            sender.insert(
                    sender.dated("ADT-51", other.toLocalDate(), sentAt, care),
                    Adt51Writer.write(sender.envelope(sentAt), course.stay(), care, other));
            LocalDateTime takenBack = sender.after(sentAt, 20, 90);
            sender.delete(
                    sender.dated("ADT-51", other.toLocalDate(), takenBack, care),
                    Adt51Writer.cancel(sender.envelope(takenBack), course.stay(), care, other));
        }
        LocalDateTime sentAt = sender.after(planned, 1, 9);
        sender.insert(
                sender.dated("ADT-51", discharged.toLocalDate(), sentAt, care),
                Adt51Writer.write(sender.envelope(sentAt), course.stay(), care, discharged));
    }
}
