package org.tsumugi.testbed.generate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.document.DischargeSummary;
import org.tsumugi.testbed.document.ReferralLetter;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.message.OruR30Writer;
import org.tsumugi.testbed.storage.ContentName;
import org.tsumugi.testbed.storage.Flag;
import org.tsumugi.testbed.storage.StorageFile;
import org.tsumugi.testbed.story.Care;
import org.tsumugi.testbed.story.Course;
import org.tsumugi.testbed.story.PatientStory;
import org.tsumugi.testbed.story.Prescription;
import org.tsumugi.testbed.story.VitalSigns;

/** The extended storage of one patient: discharge summaries, letters, vital signs. */
final class DocumentFiles {

    private static final String SUMMARY = "DS01^DischargeSummary^99D01^18842-5^^LN";
    private static final String LETTER = "RL01^ReferralLetter^99D01^57133-1^^LN";
    private static final String VITALS = "L-OBSERVATIONS^OBSERVATIONS^99ZL01";
    private static final double REVISED = 0.15;
    private static final double WITHDRAWN = 0.04;
    private static final double LETTER_OF_A_PRACTICE = 0.06;

    private final Sender sender;
    private final PatientStory story;
    private final List<StorageFile> files = new ArrayList<>();
    private int last;

    DocumentFiles(Sender sender, PatientStory story) {
        this.sender = sender;
        this.story = story;
    }

    List<StorageFile> files() {
        if (sender.registration().rank() > 0 || sender.dice().chance(LETTER_OF_A_PRACTICE)) {
            letter();
        }
        story.courses().forEach(this::course);
        return List.copyOf(files);
    }

    private void letter() {
        LocalDateTime scanned = sender.after(story.firstContact(), 20, 60);
        Flag flag = sender.dice().chance(WITHDRAWN) ? Flag.DELETED : Flag.CURRENT;
        add(
                LETTER,
                nextKey(),
                scanned,
                story.care(),
                flag,
                "main_document.pdf",
                ReferralLetter.write(sender.envelope(scanned), story));
    }

    private void course(Course course) {
        LocalDateTime admitted = course.stay().admitted();
        vitals(course, admitted.plusMinutes(15), 1);
        course.stay().discharged().ifPresent(discharged -> {
            vitals(course, discharged.toLocalDate().atTime(6, sender.dice().below(60)), 0);
            summary(course, discharged);
        });
    }

    private void vitals(Course course, LocalDateTime at, double severity) {
        LocalDateTime sentAt = sender.after(at, 1, 5);
        VitalSigns signs = VitalSigns.measure(sender.dice(), at, severity);
        Care care = course.careAt(at);
        add(
                VITALS,
                nextKey(),
                sentAt,
                care,
                Flag.CURRENT,
                "main_document.hl7",
                OruR30Writer.write(sender.envelope(sentAt), care, signs).bytes());
    }

    /** Written within days; a revised one supersedes what was there under the same key. */
    private void summary(Course course, LocalDateTime discharged) {
        String key = nextKey();
        LocalDateTime written =
                afternoon(discharged.toLocalDate().plusDays(sender.dice().between(1, 3)));
        LocalDateTime revised =
                afternoon(written.toLocalDate().plusDays(sender.dice().between(1, 2)));
        if (!revised.toLocalDate().isBefore(NetworkSettings.TODAY)) {
            return;
        }
        if (sender.dice().chance(REVISED)) {
            summary(course, key, written, Flag.PAST, "経過良好。");
            written = revised;
        }
        summary(course, key, written, Flag.CURRENT, "治療により軽快し退院した。外来で経過を観察する。");
    }

    private LocalDateTime afternoon(LocalDate day) {
        return sender.after(day.atTime(13, 0), 0, 240);
    }

    private void summary(Course course, String key, LocalDateTime written, Flag flag, String outcome) {
        Care care = course.careAt(written);
        add(
                SUMMARY,
                key,
                course.stay().discharged().orElse(written).toLocalDate(),
                written,
                care,
                flag,
                "main_document.xml",
                DischargeSummary.write(sender.envelope(written), key, course, prescriptions(course), outcome));
    }

    private List<Prescription> prescriptions(Course course) {
        LocalDateTime end = course.stay().discharged().orElse(LocalDateTime.MAX);
        return story.prescriptions().stream()
                .filter(prescription -> prescription.care().inpatient())
                .filter(prescription ->
                        !prescription.at().isBefore(course.stay().admitted())
                                && prescription.at().isBefore(end))
                .toList();
    }

    private String nextKey() {
        last++;
        return "D" + Digits.pad(last, 5);
    }

    private void add(String type, String key, LocalDateTime at, Care care, Flag flag, String name, byte[] content) {
        add(type, key, at.toLocalDate(), at, care, flag, name, content);
    }

    private void add(
            String type,
            String key,
            LocalDate careDate,
            LocalDateTime at,
            Care care,
            Flag flag,
            String name,
            byte[] content) {
        ContentName folder = new ContentName(
                sender.registration().patientNumber(),
                DateTimeFormatter.BASIC_ISO_DATE.format(careDate),
                type,
                key,
                at,
                care.department().code());
        files.add(folder.file(flag, name, content));
    }
}
