package org.tsumugi.testbed.generate;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.tsumugi.testbed.message.Oml11Writer;
import org.tsumugi.testbed.message.Omp01Writer;
import org.tsumugi.testbed.storage.StorageName;
import org.tsumugi.testbed.story.LabOrder;
import org.tsumugi.testbed.story.Prescription;

/** OMP-01 and OML-11, with the corrections and deletions of everyday work. */
final class OrderFiles {

    private static final double CORRECTED = 0.03;
    private static final double TAKEN_BACK = 0.015;
    private static final double PRELIMINARY_FIRST = 0.08;

    private final Sender sender;

    OrderFiles(Sender sender) {
        this.sender = sender;
    }

    void prescription(Prescription prescription) {
        LocalDateTime sentAt = sender.after(prescription.at(), 1, 12);
        double ticket = sender.dice().uniform();
        if (ticket < TAKEN_BACK) {
            LocalDateTime takenBack = sender.after(sentAt, 5, 50);
            sender.chart().deleted(name(prescription, sentAt), written(prescription, sentAt));
            sender.chart()
                    .deleted(
                            name(prescription, takenBack),
                            Omp01Writer.cancel(sender.envelope(takenBack), prescription)
                                    .bytes());
        } else if (ticket < TAKEN_BACK + CORRECTED) {
            LocalDateTime corrected = sender.after(sentAt, 5, 50);
            sender.chart().superseded(name(prescription, sentAt), written(prescription.beforeCorrection(), sentAt));
            sender.chart().current(name(prescription, corrected), written(prescription, corrected));
        } else {
            sender.chart().current(name(prescription, sentAt), written(prescription, sentAt));
        }
    }

    void laboratory(LabOrder order) {
        LocalDateTime sentAt = sender.after(order.reported(), 1, 6);
        if (order.specimens().size() > 1 && sender.dice().chance(PRELIMINARY_FIRST)) {
            sender.chart()
                    .superseded(
                            name(order, sentAt),
                            Oml11Writer.write(sender.envelope(sentAt), order.preliminary(), "P")
                                    .bytes());
            sentAt = sender.after(sentAt, 30, 90);
        }
        sender.chart()
                .current(
                        name(order, sentAt),
                        Oml11Writer.write(sender.envelope(sentAt), order, "F").bytes());
    }

    private byte[] written(Prescription prescription, LocalDateTime sentAt) {
        return Omp01Writer.write(sender.envelope(sentAt), prescription).bytes();
    }

    private StorageName name(Prescription prescription, LocalDateTime sentAt) {
        return new StorageName(
                sender.registration().patientNumber(),
                DateTimeFormatter.BASIC_ISO_DATE.format(prescription.at().toLocalDate()),
                "OMP-01",
                prescription.orderNumber(),
                sentAt,
                prescription.care().department().code());
    }

    private StorageName name(LabOrder order, LocalDateTime sentAt) {
        return new StorageName(
                sender.registration().patientNumber(),
                DateTimeFormatter.BASIC_ISO_DATE.format(order.collected().toLocalDate()),
                "OML-11",
                order.orderNumber(),
                sentAt,
                order.care().department().code());
    }
}
