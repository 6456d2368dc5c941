package org.tsumugi.hl7v2.allergy;

import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.DataAbsent;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.datatype.OrganizationNames;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Segment;

/** IAM and AL1 → AllergyIntolerance (JP_AllergyIntolerance). */
final class AllergyResources {

    /** What the tables of IAM-3 and AL1-3 mean here: JC10 also numbers laboratory tests. */
    static final String MEANING = "allergen";

    private static final String ASSERTED_DATE =
            "http://hl7.org/fhir/StructureDefinition/allergyintolerance-assertedDate";

    private final MappingContext context;
    private final Reactions reactions;
    private final Informant informant;

    AllergyResources(MappingContext context) {
        this.context = context;
        this.reactions = new Reactions(context);
        this.informant = new Informant(context);
    }

    /** AL1 says that there is an allergy, not how sure that is: no verificationStatus. */
    AllergyIntolerance ofAl1(String allergen, Segment al1) {
        AllergyIntolerance allergy = common(allergen, al1);
        AllergyStatus.active(allergy);
        context.dateTime(al1, 6).ifPresent(identified -> allergy.addExtension(ASSERTED_DATE, identified));
        return allergy;
    }

    AllergyIntolerance ofIam(String allergen, Segment iam) {
        AllergyIntolerance allergy = common(allergen, iam);
        AllergyStatus.set(iam, allergy, context);
        identifier(iam, allergy);
        note(iam, allergy);
        AllergenType.sensitivity(iam, allergy, context);
        context.concept(iam, 10)
                .ifPresent(group -> allergy.addExtension(TsumugiExtensions.url("allergen-group"), group));
        onset(iam, allergy);
        context.dateTime(iam, 13).ifPresent(allergy::setRecordedDateElement);
        verification(iam, allergy);
        informant.set(iam, allergy);
        return allergy;
    }

    /** Fields 2 to 5, which are the same in both. */
    private AllergyIntolerance common(String allergen, Segment segment) {
        AllergyIntolerance allergy = context.identify(
                new AllergyIntolerance(),
                context.path().patientId() + "|allergen|" + allergen,
                "JP_AllergyIntolerance");
        AllergenType.set(segment, allergy, context);
        context.concepts()
                .concept(
                        CodedText.of(segment.field(3).first()),
                        MEANING,
                        context.at(segment, 3).repetition(0))
                .ifPresentOrElse(allergy::setCode, () -> allergy.setCode(unnamed(segment)));
        allergy.setPatient(context.patient());
        reactions.of(segment).ifPresent(allergy::addReaction);
        return allergy;
    }

    /** The words that describe it are at the reaction and the note. */
    private CodeableConcept unnamed(Segment segment) {
        context.at(segment, 3).missing("an allergy without its allergen; shown by the words beside it");
        return DataAbsent.unknown();
    }

    /** What an earlier segment of the message says about the same allergen. */
    void furtherReaction(Segment segment, AllergyIntolerance allergy) {
        reactions.of(segment).ifPresent(allergy::addReaction);
    }

    /** EI: the number, and the namespace that gave it. */
    private void identifier(Segment iam, AllergyIntolerance allergy) {
        String number = iam.text(7).strip();
        if (number.isEmpty()) {
            return;
        }
        Place place = context.at(iam, 7).repetition(0);
        Identifier identifier = Orders.localNumber(context, "allergy", number, place);
        String namespace = iam.field(7).first().data(2);
        if (!namespace.isEmpty()) {
            place.component(2)
                    .gives(identifier.getAssigner().setDisplay(namespace).getDisplayElement());
        }
        allergy.addIdentifier(identifier);
    }

    /** IAM-8: why the statement was added or changed. */
    private void note(Segment iam, AllergyIntolerance allergy) {
        String reason = FreeText.of(iam.field(8));
        if (!reason.isEmpty()) {
            context.at(iam, 8).gives(allergy.addNote().setText(reason).getTextElement());
        }
    }

    /** IAM-11 a date, IAM-12 words such as 小学校低学年の頃; FHIR takes one of them, the words then stand beside the date. */
    private void onset(Segment iam, AllergyIntolerance allergy) {
        context.dateTime(iam, 11).ifPresent(allergy::setOnset);
        String words = FreeText.of(iam.field(12));
        if (words.isEmpty()) {
            return;
        }
        StringType text = context.at(iam, 12).gives(new StringType(words));
        if (allergy.getOnset() instanceof DateTimeType date) {
            date.addExtension(TsumugiExtensions.url("onset-text"), text);
        } else {
            allergy.setOnset(text);
        }
    }

    /** IAM-18 who, -19 where, -20 when the state of the statement was decided. */
    private void verification(Segment iam, AllergyIntolerance allergy) {
        List<Reference> people = context.practitioners(iam, 18);
        people.stream().findFirst().ifPresent(allergy::setAsserter);
        people.stream().skip(1).forEach(person -> allergy.addExtension(TsumugiExtensions.url("verified-by"), person));
        OrganizationNames.of(iam.field(19), context.at(iam, 19))
                .forEach(place -> allergy.addExtension(TsumugiExtensions.url("verified-at"), place));
        context.dateTime(iam, 20).ifPresent(time -> allergy.addExtension(TsumugiExtensions.url("verified-on"), time));
    }
}
