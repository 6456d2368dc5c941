package org.tsumugi.testbed.generate;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.message.Adt00Writer;
import org.tsumugi.testbed.message.Envelope;
import org.tsumugi.testbed.message.Ppr01Writer;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.storage.StorageChart;
import org.tsumugi.testbed.storage.StorageFile;
import org.tsumugi.testbed.storage.StorageName;
import org.tsumugi.testbed.story.PatientStory;
import org.tsumugi.testbed.story.Problem;
import org.tsumugi.testbed.story.Storyteller;

/** Everything one hospital's storage holds of one patient: the story, message by message, with what was corrected or taken back. */
final class PatientFolder {

    private final long seed;
    private final Storyteller storyteller;

    PatientFolder(long seed) {
        this.seed = seed;
        this.storyteller = new Storyteller(seed, NetworkSettings.TODAY);
    }

    List<StorageFile> files(Facility facility, Registration registration) {
        Dice dice = Dice.of(seed, "folder", registration.person().index(), facility.index());
        Sender sender = new Sender(facility, registration, dice, new StorageChart());
        PatientStory story = storyteller.tell(facility, registration);
        identity(sender, story);
        diseases(sender, story);
        OrderFiles orders = new OrderFiles(sender);
        story.prescriptions().forEach(orders::prescription);
        story.labOrders().forEach(orders::laboratory);
        StayFiles stays = new StayFiles(sender);
        story.stays().forEach(stays::stay);
        return sender.chart().files();
    }

    private static void identity(Sender sender, PatientStory story) {
        Registration patient = sender.registration();
        LocalDateTime first = sender.after(story.firstContact(), 1, 10);
        Optional<String> earlier = patient.earlierAddress();
        if (earlier.isPresent()) {
            Envelope old = sender.envelope(first);
            sender.chart()
                    .superseded(
                            undated(sender, "ADT-00", first),
                            Adt00Writer.write(old, earlier.get(), story.allergies(), story.care())
                                    .bytes());
        }
        LocalDateTime last = earlier.isPresent() ? sender.after(first.plusDays(200), 1, 300) : first;
        Envelope current = sender.envelope(last);
        sender.chart()
                .current(
                        undated(sender, "ADT-00", last),
                        Adt00Writer.write(current, patient.address(), story.allergies(), story.care())
                                .bytes());
    }

    /** Each update of the list replaces the whole list: the first one stays behind, superseded. */
    private static void diseases(Sender sender, PatientStory story) {
        List<Problem> all = story.problems();
        LocalDateTime first = lastEntry(all.subList(0, 1));
        LocalDateTime last = lastEntry(all);
        if (last.isAfter(first) && sender.dice().chance(0.5)) {
            send(sender, sender.after(first, 5, 90), all.subList(0, 1), false);
        }
        send(sender, sender.after(last, 95, 180), all, true);
    }

    private static void send(Sender sender, LocalDateTime at, List<Problem> problems, boolean current) {
        byte[] content = Ppr01Writer.write(sender.envelope(at), problems).bytes();
        StorageName name = undated(sender, "PPR-01", at);
        if (current) {
            sender.chart().current(name, content);
        } else {
            sender.chart().superseded(name, content);
        }
    }

    private static LocalDateTime lastEntry(List<Problem> problems) {
        LocalDateTime last = LocalDateTime.MIN;
        for (Problem problem : problems) {
            LocalDateTime entered = problem.outcome()
                    .map(Problem.Outcome::on)
                    .orElse(problem.diagnosed())
                    .atTime(16, 0);
            last = entered.isAfter(last) ? entered : last;
        }
        return last;
    }

    private static StorageName undated(Sender sender, String type, LocalDateTime sentAt) {
        return new StorageName(
                sender.registration().patientNumber(), StorageName.NO_DATE, type, StorageName.NO_ORDER, sentAt, "-");
    }
}
