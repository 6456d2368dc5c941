package org.tsumugi.testbed.generate;

import java.time.LocalDateTime;
import org.tsumugi.testbed.facility.Staff;
import org.tsumugi.testbed.message.OmdWriter;
import org.tsumugi.testbed.message.Omp02Writer;
import org.tsumugi.testbed.message.Omp12Writer;
import org.tsumugi.testbed.storage.StorageName;
import org.tsumugi.testbed.story.InjectionOrder;
import org.tsumugi.testbed.story.MealOrder;

/** OMD, OMP-02 and OMP-12. */
final class WardFiles {

    private static final double TOLD_AFTER_EACH = 0.25;

    private final Sender sender;

    WardFiles(Sender sender) {
        this.sender = sender;
    }

    void meal(MealOrder order) {
        LocalDateTime sentAt = sender.after(order.at(), 0, 2);
        sender.insert(name(order, sentAt), OmdWriter.write(sender.envelope(sentAt), order));
        if (order.takenBack()) {
            LocalDateTime takenBack = sender.after(sentAt, 1, 6);
            sender.delete(name(order, takenBack), OmdWriter.cancel(sender.envelope(takenBack), order));
        }
    }

    void injection(InjectionOrder order) {
        LocalDateTime sentAt = sender.after(order.at(), 0, 3);
        sender.insert(name(order, sentAt), Omp02Writer.write(sender.envelope(sentAt), order));
        if (order.takenBack()) {
            LocalDateTime takenBack = sender.after(sentAt, 2, 9);
            sender.delete(name(order, takenBack), Omp02Writer.cancel(sender.envelope(takenBack), order));
        } else if (order.occasions().get(0).begun().toLocalDate().isBefore(NetworkSettings.TODAY)) {
            given(order);
        }
    }

    /** One message for all occasions of the day; where each is told at once, the last message replaces the others. */
    private void given(InjectionOrder order) {
        Staff nurse = sender.dice().pick(sender.facility().nurses());
        if (order.occasions().size() > 1 && sender.dice().chance(TOLD_AFTER_EACH)) {
            given(order.firstOnly(), nurse);
        }
        given(order, nurse);
    }

    private void given(InjectionOrder order, Staff nurse) {
        LocalDateTime end = order.occasions().get(order.occasions().size() - 1).ended();
        LocalDateTime sentAt = sender.after(end, 2, 20);
        sender.insert(
                sender.ordered(
                        "OMP-12",
                        order.occasions().get(0).begun().toLocalDate(),
                        order.orderNumber(),
                        sentAt,
                        order.care()),
                Omp12Writer.write(sender.envelope(sentAt), order, nurse));
    }

    private StorageName name(MealOrder order, LocalDateTime sentAt) {
        return sender.ordered("OMD", order.at().toLocalDate(), order.orderNumber(), sentAt, order.care());
    }

    private StorageName name(InjectionOrder order, LocalDateTime sentAt) {
        return sender.ordered("OMP-02", order.at().toLocalDate(), order.orderNumber(), sentAt, order.care());
    }
}
