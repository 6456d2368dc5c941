package org.tsumugi.testbed.message;

import java.time.LocalDate;
import java.util.List;
import org.tsumugi.testbed.story.Allergen;
import org.tsumugi.testbed.story.Allergy;

/** ADT-61 アレルギー情報の登録/更新, {@code ADT^A60}: all allergies of the patient in one message. */
public final class Adt61Writer {

    private Adt61Writer() {}

    /** @param allergies at least one */
    public static Message write(Envelope envelope, List<Allergy> allergies) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "ADT^A60^ADT_A60"))
                .add(CommonSegments.evn(envelope))
                .add(CommonSegments.pid(envelope.registration()));
        int set = 0;
        for (Allergy allergy : allergies) {
            set++;
            message.add(iam(allergy, set, envelope));
        }
        return message;
    }

    private static Segment iam(Allergy allergy, int set, Envelope envelope) {
        Allergen allergen = allergy.allergen();
        LocalDate since = allergy.since();
        Segment iam = new Segment("IAM")
                .set(1, Integer.toString(set))
                .set(2, AllergyTerms.type(allergen))
                .set(3, allergen.code(), allergen.name(), allergen.table())
                .set(4, AllergyTerms.severity(allergy.severity()))
                .set(5, Hl7.text(allergy.reaction()))
                .set(6, "A^追加^HL70323")
                .set(7, envelope.registration().patientNumber() + "." + allergen.key());
        String day = Hl7.date(since);
        return switch (allergen.onset()) {
            case DAY -> iam.set(11, day).set(13, Hl7.date(envelope.sentAt().toLocalDate()));
            case MONTH -> iam.set(11, day.substring(0, 6));
            case YEAR -> iam.set(11, day.substring(0, 4));
            case TEXT -> iam.set(12, "小児期から");
        };
    }
}
