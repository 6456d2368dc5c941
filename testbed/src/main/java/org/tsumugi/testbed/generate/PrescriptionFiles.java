package org.tsumugi.testbed.generate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.tsumugi.testbed.message.Message;
import org.tsumugi.testbed.message.Omp01Writer;
import org.tsumugi.testbed.message.Omp11Writer;
import org.tsumugi.testbed.storage.StorageName;
import org.tsumugi.testbed.story.Prescription;

/** OMP-01, with the corrections and deletions of everyday work, and OMP-11 of inpatients' first days. */
final class PrescriptionFiles {

    private static final double CORRECTED = 0.03;
    private static final double TAKEN_BACK = 0.015;
    private static final int DAYS_TOLD = 2;

    private final Sender sender;

    PrescriptionFiles(Sender sender) {
        this.sender = sender;
    }

    void prescription(Prescription prescription) {
        LocalDateTime sentAt = sender.after(prescription.at(), 1, 12);
        double ticket = sender.dice().uniform();
        if (ticket < TAKEN_BACK) {
            LocalDateTime takenBack = sender.after(sentAt, 5, 50);
            insert(prescription, sentAt);
            sender.delete(name(prescription, takenBack), Omp01Writer.cancel(sender.envelope(takenBack), prescription));
            return;
        }
        if (ticket < TAKEN_BACK + CORRECTED) {
            insert(prescription.beforeCorrection(), sentAt);
            sentAt = sender.after(sentAt, 5, 50);
        }
        insert(prescription, sentAt);
        if (prescription.care().inpatient() && Omp11Writer.tells(prescription)) {
            taken(prescription);
        }
    }

    private void taken(Prescription prescription) {
        for (int i = 1; i <= DAYS_TOLD; i++) {
            LocalDate day = prescription.at().toLocalDate().plusDays(i);
            if (day.isBefore(NetworkSettings.TODAY)) {
                LocalDateTime sentAt = sender.after(Omp11Writer.end(day), 10, 60);
                Message message = Omp11Writer.write(
                        sender.envelope(sentAt),
                        prescription,
                        day,
                        sender.dice().pick(sender.facility().nurses()));
                sender.insert(
                        sender.ordered("OMP-11", day, prescription.orderNumber(), sentAt, prescription.care()),
                        message);
            }
        }
    }

    private void insert(Prescription prescription, LocalDateTime sentAt) {
        sender.insert(name(prescription, sentAt), Omp01Writer.write(sender.envelope(sentAt), prescription));
    }

    private StorageName name(Prescription prescription, LocalDateTime sentAt) {
        return sender.ordered(
                "OMP-01", prescription.at().toLocalDate(), prescription.orderNumber(), sentAt, prescription.care());
    }
}
