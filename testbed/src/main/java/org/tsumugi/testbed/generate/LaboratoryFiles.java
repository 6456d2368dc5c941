package org.tsumugi.testbed.generate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.tsumugi.testbed.message.Message;
import org.tsumugi.testbed.message.Oml01Writer;
import org.tsumugi.testbed.message.Oml11CultureWriter;
import org.tsumugi.testbed.message.Oml11Writer;
import org.tsumugi.testbed.story.CultureOrder;
import org.tsumugi.testbed.story.LabOrder;

/** OML-01 and OML-11: what was ordered, and what was found, now and then bit by bit. */
final class LaboratoryFiles {

    private static final double PRELIMINARY_FIRST = 0.08;

    private final Sender sender;

    LaboratoryFiles(Sender sender) {
        this.sender = sender;
    }

    void order(LabOrder order) {
        LocalDateTime sentAt = sender.after(order.ordered(), 0, 2);
        LocalDate day = order.ordered().toLocalDate();
        sender.insert(
                sender.ordered("OML-01", day, order.orderNumber(), sentAt, order.care()),
                Oml01Writer.write(sender.envelope(sentAt), order));
        if (order.cancelled()) {
            LocalDateTime takenBack = sender.after(sentAt, 2, 6);
            sender.delete(
                    sender.ordered("OML-01", day, order.orderNumber(), takenBack, order.care()),
                    Oml01Writer.cancel(sender.envelope(takenBack), order));
            return;
        }
        result(order);
    }

    private void result(LabOrder order) {
        LocalDateTime sentAt = sender.after(order.reported(), 1, 6);
        if (order.specimens().size() > 1 && sender.dice().chance(PRELIMINARY_FIRST)) {
            insert(order.preliminary(), sentAt, "P");
            sentAt = sender.after(sentAt, 30, 90);
        }
        insert(order, sentAt, "F");
    }

    void culture(CultureOrder order) {
        LocalDateTime sentAt = sender.after(order.collected().minusMinutes(9), 1, 5);
        sender.insert(
                sender.ordered("OML-01", order.collected().toLocalDate(), order.orderNumber(), sentAt, order.care()),
                Oml01Writer.write(sender.envelope(sentAt), order));
        LocalDateTime smear = sender.after(order.smearReported(), 1, 9);
        insert(order, smear, Oml11CultureWriter.write(sender.envelope(smear), order.preliminary(), "P"));
        LocalDateTime grown = sender.after(order.reported(), 1, 9);
        insert(order, grown, Oml11CultureWriter.write(sender.envelope(grown), order, "F"));
    }

    private void insert(LabOrder order, LocalDateTime sentAt, String status) {
        sender.insert(
                sender.ordered("OML-11", order.collected().toLocalDate(), order.orderNumber(), sentAt, order.care()),
                Oml11Writer.write(sender.envelope(sentAt), order, status));
    }

    private void insert(CultureOrder order, LocalDateTime sentAt, Message message) {
        sender.insert(
                sender.ordered("OML-11", order.collected().toLocalDate(), order.orderNumber(), sentAt, order.care()),
                message);
    }
}
