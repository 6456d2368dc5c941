package org.tsumugi.testbed.generate;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.message.Adt00Writer;
import org.tsumugi.testbed.message.Adt61Writer;
import org.tsumugi.testbed.message.Ppr01Writer;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.storage.StorageChart;
import org.tsumugi.testbed.storage.StorageFile;
import org.tsumugi.testbed.story.Allergy;
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
        PatientStory story = storyteller.tell(facility, registration);
        Sender sender = sender("folder", facility, registration, story.allergies(), new StorageChart());
        identity(sender, story);
        allergies(sender, story);
        diseases(sender, story);
        orders(sender, story);
        StayFiles stays = new StayFiles(sender);
        story.stays().forEach(stays::admission);
        story.courses().forEach(stays::discharge);
        WardFiles ward = new WardFiles(sender.with(dice("ward", facility, registration)));
        story.meals().forEach(ward::meal);
        story.injections().forEach(ward::injection);
        ExamFiles exams = new ExamFiles(sender.with(dice("exams", facility, registration)));
        story.exams().forEach(exams::exam);
        MovementFiles movements = new MovementFiles(sender.with(dice("movements", facility, registration)));
        story.visits().forEach(movements::visit);
        story.doctorChanges().forEach(movements::doctorChange);
        story.bookings().forEach(movements::booking);
        story.courses().forEach(movements::course);
        return sender.chart().files();
    }

    /** What the extended storage holds of the patient. */
    List<StorageFile> documents(Facility facility, Registration registration) {
        PatientStory story = storyteller.tell(facility, registration);
        Sender sender = sender("documents", facility, registration, story.allergies(), new StorageChart());
        return new DocumentFiles(sender, story).files();
    }

    private static void orders(Sender sender, PatientStory story) {
        PrescriptionFiles prescriptions = new PrescriptionFiles(sender);
        story.prescriptions().forEach(prescriptions::prescription);
        LaboratoryFiles laboratory = new LaboratoryFiles(sender);
        story.labOrders().forEach(laboratory::order);
        story.cultures().forEach(laboratory::culture);
    }

    /** A number given by mistake: registered, perhaps at the desk of a clinic, and removed on the same day. */
    List<StorageFile> mistakenFiles(Facility facility, Registration registration) {
        PatientStory story = storyteller.tell(facility, registration);
        Sender sender = sender("mistaken", facility, registration, List.of(), new StorageChart());
        LocalDateTime sentAt = sender.after(story.firstContact().plusDays(30), 1, 10);
        sender.insert(
                sender.undated("ADT-00", sentAt),
                Adt00Writer.write(sender.envelope(sentAt), registration.address(), story.care()));
        LocalDateTime removed = sender.after(sentAt, 30, 200);
        sender.delete(sender.undated("ADT-00", removed), Adt00Writer.remove(sender.envelope(removed)));
        return sender.chart().files();
    }

    private Sender sender(
            String name, Facility facility, Registration registration, List<Allergy> allergies, StorageChart chart) {
        return new Sender(facility, registration, allergies, dice(name, facility, registration), chart);
    }

    private Dice dice(String name, Facility facility, Registration registration) {
        return Dice.of(seed, name, registration.person().index(), facility.index());
    }

    private static void identity(Sender sender, PatientStory story) {
        Registration patient = sender.registration();
        LocalDateTime first = sender.after(story.firstContact(), 1, 10);
        Optional<String> earlier = patient.earlierAddress();
        if (earlier.isPresent()) {
            sender.insert(
                    sender.undated("ADT-00", first),
                    Adt00Writer.write(sender.envelope(first), earlier.get(), story.care()));
        }
        LocalDateTime last = earlier.isPresent() ? sender.after(first.plusDays(200), 1, 300) : first;
        sender.insert(
                sender.undated("ADT-00", last),
                Adt00Writer.write(sender.envelope(last), patient.address(), story.care()));
    }

    /** Each message holds the whole list: a second allergy makes the first message past. */
    private static void allergies(Sender sender, PatientStory story) {
        List<Allergy> all = story.allergies();
        LocalDateTime sentAt = story.firstContact();
        for (int known = 1; known <= all.size(); known++) {
            sentAt = sender.after(sentAt, 12, 40).plusDays(known - 1L);
            sender.insert(
                    sender.undated("ADT-61", sentAt),
                    Adt61Writer.write(sender.envelope(sentAt), all.subList(0, known)));
        }
    }

    /** Each update of the list replaces the whole list. */
    private static void diseases(Sender sender, PatientStory story) {
        List<Problem> all = story.problems();
        LocalDateTime first = lastEntry(all.subList(0, 1));
        LocalDateTime last = lastEntry(all);
        if (last.isAfter(first) && sender.dice().chance(0.5)) {
            send(sender, sender.after(first, 5, 90), all.subList(0, 1));
        }
        send(sender, sender.after(last, 95, 180), all);
    }

    private static void send(Sender sender, LocalDateTime at, List<Problem> problems) {
        sender.insert(sender.undated("PPR-01", at), Ppr01Writer.write(sender.envelope(at), problems));
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
}
