package org.tsumugi.testbed.generate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.tsumugi.testbed.message.Envelope;
import org.tsumugi.testbed.message.Message;
import org.tsumugi.testbed.message.Omg01Writer;
import org.tsumugi.testbed.message.Omg02Writer;
import org.tsumugi.testbed.message.Omg03Writer;
import org.tsumugi.testbed.message.Omg11Writer;
import org.tsumugi.testbed.message.Omg12Writer;
import org.tsumugi.testbed.message.Omg13Writer;
import org.tsumugi.testbed.storage.StorageName;
import org.tsumugi.testbed.story.ExamOrder;
import org.tsumugi.testbed.story.ExamOrder.Fate;

/** OMG-01 to OMG-03, and OMG-11 to OMG-13 of what was done. */
final class ExamFiles {

    private final Sender sender;

    ExamFiles(Sender sender) {
        this.sender = sender;
    }

    void exam(ExamOrder order) {
        LocalDateTime sentAt = sender.after(order.ordered(), 0, 2);
        sender.insert(ordered(order, sentAt), order(sender.envelope(sentAt), order));
        if (order.fate() == Fate.CANCELLED) {
            LocalDateTime takenBack = sender.after(sentAt, 3, 15);
            sender.delete(ordered(order, takenBack), cancel(sender.envelope(takenBack), order));
        } else if (order.fate() == Fate.DONE) {
            done(order);
        }
    }

    private void done(ExamOrder order) {
        LocalDate day = order.performed().toLocalDate();
        LocalDateTime sentAt = sender.after(order.reported(), 1, 9);
        sender.insert(
                sender.ordered("OMG-1" + number(order), day, order.orderNumber(), sentAt, order.care()),
                done(sender.envelope(sentAt), order));
    }

    private StorageName ordered(ExamOrder order, LocalDateTime sentAt) {
        return sender.ordered(
                "OMG-0" + number(order), order.ordered().toLocalDate(), order.orderNumber(), sentAt, order.care());
    }

    private static String number(ExamOrder order) {
        return switch (order.exam().kind()) {
            case RADIOLOGY -> "1";
            case ENDOSCOPY -> "2";
            case PHYSIOLOGY -> "3";
        };
    }

    private static Message order(Envelope envelope, ExamOrder order) {
        return switch (order.exam().kind()) {
            case RADIOLOGY -> Omg01Writer.write(envelope, order);
            case ENDOSCOPY -> Omg02Writer.write(envelope, order);
            case PHYSIOLOGY -> Omg03Writer.write(envelope, order);
        };
    }

    private static Message cancel(Envelope envelope, ExamOrder order) {
        return switch (order.exam().kind()) {
            case RADIOLOGY -> Omg01Writer.cancel(envelope, order);
            case ENDOSCOPY -> Omg02Writer.cancel(envelope, order);
            case PHYSIOLOGY -> Omg03Writer.cancel(envelope, order);
        };
    }

    private Message done(Envelope envelope, ExamOrder order) {
        return switch (order.exam().kind()) {
            case RADIOLOGY ->
                Omg11Writer.write(
                        envelope, order, sender.dice().pick(sender.facility().technologists()));
            case ENDOSCOPY ->
                Omg12Writer.write(
                        envelope, order, sender.dice().pick(sender.facility().nurses()));
            case PHYSIOLOGY -> Omg13Writer.write(envelope, order);
        };
    }
}
