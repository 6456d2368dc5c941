package org.tsumugi.hl7v2.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.Notes;
import org.tsumugi.hl7v2.prescription.Reading;

/**
 * RXA and its ORC → MedicationAdministration, in everything but the drug: when, by whom, where, how much, whether at all. The drug is
 * a concept in a prescription and a Medication in an injection, so whoever calls sets it.
 */
public final class Administrations {

    private static final String FUNCTION = "http://terminology.hl7.org/CodeSystem/med-admin-perform-function";

    /** What the RXA of one administration have in common, as a rule. */
    private static final Set<Integer> SHARED = Set.of(1, 2, 3, 4, 9, 10, 11, 12, 18, 19, 20, 21, 22, 26);

    private final MappingContext context;
    private final Message message;
    private final Optional<Reference> encounter;
    private final Reading reading;
    private final AdministrationState state;
    private final AdministeredDose doses;

    public Administrations(MappingContext context, Message message, Optional<Reference> encounter) {
        this.context = context;
        this.message = message;
        this.encounter = encounter;
        this.reading = new Reading(context);
        this.state = new AdministrationState(context);
        this.doses = new AdministeredDose(context);
    }

    /**
     * Everything but medication[x], request and what only one kind of administration has.
     *
     * @param key business key
     * @param profile JP Core profile
     * @param places the identifiers that say where in the prescription the drug stands; they come first
     */
    public MedicationAdministration map(Given given, String key, String profile, List<Identifier> places) {
        MedicationAdministration administration = context.identify(new MedicationAdministration(), key, profile);
        places.forEach(administration::addIdentifier);
        given.order().ifPresent(orc -> order(orc, administration));
        state.set(given, administration);
        administration.setSubject(context.patient());
        encounter.ifPresent(stay -> administration.setContext(Copies.of(stay)));
        Segment rxa = given.rxa();
        administration.setEffective(effective(rxa));
        performers(rxa, administration);
        location(rxa).ifPresent(administration::addExtension);
        reading.concepts(rxa, 19, "").forEach(administration::addReasonCode);
        counters(rxa, administration);
        details(rxa, administration);
        comments(rxa, List.of(), administration);
        Notes.of(given.beside("NTE"), context.ledger()).forEach(administration::addNote);
        Notes.of(given.ordered("NTE"), context.ledger()).forEach(administration::addNote);
        doses.set(given, administration);
        return administration;
    }

    /**
     * A further drug of the same administration: what its RXA says anew. What it repeats of the first is not said again; the drug
     * itself, its amount and its state are the affair of whoever calls.
     */
    public void further(Given given, Given first, MedicationAdministration administration) {
        Segment rxa = given.rxa();
        for (int field = 1; field <= rxa.size(); field++) {
            List<String> known = raw(first.rxa(), field);
            List<String> sent = raw(rxa, field);
            for (int i = 0; i < sent.size(); i++) {
                if (SHARED.contains(field) && known.contains(sent.get(i))) {
                    context.at(rxa, field).repetition(i).ignored(IgnoreRule.REPEATS_ANOTHER_FIELD);
                }
            }
        }
        if (!raw(rxa, 1).equals(raw(first.rxa(), 1))) {
            counters(rxa, administration);
        }
        if (!raw(rxa, 22).equals(raw(first.rxa(), 22)) || !raw(rxa, 26).equals(raw(first.rxa(), 26))) {
            details(rxa, administration);
        }
        comments(rxa, raw(first.rxa(), 9), administration);
        concepts(rxa, first.rxa(), 18).forEach(administration::addStatusReason);
        concepts(rxa, first.rxa(), 19).forEach(administration::addReasonCode);
        if (given.beside("NTE").stream().noneMatch(first.beside("NTE")::contains)) {
            Notes.of(given.beside("NTE"), context.ledger()).forEach(administration::addNote);
        }
    }

    private static List<String> raw(Segment rxa, int field) {
        return rxa.field(field).repetitions().stream().map(Repetition::asSent).toList();
    }

    private List<CodeableConcept> concepts(Segment rxa, Segment first, int field) {
        List<CodeableConcept> concepts = new ArrayList<>();
        List<Repetition> repetitions = rxa.field(field).repetitions();
        for (int i = 0; i < repetitions.size(); i++) {
            if (!raw(first, field).contains(repetitions.get(i).asSent())) {
                context.concepts()
                        .concept(
                                CodedText.of(repetitions.get(i)),
                                context.at(rxa, field).repetition(i))
                        .ifPresent(concepts::add);
            }
        }
        return concepts;
    }

    /** ORC: JP Core has extensions for the order's time, doctor and department. */
    private void order(Segment orc, MedicationAdministration administration) {
        String placer = orc.text(2).strip();
        if (placer.isEmpty()) {
            context.at(orc, 2).missing("no order number");
        } else {
            Identifier request = context.identifier(JpCore.Name.RESOURCE_INSTANCE, context.facility() + "." + placer);
            reading.from(orc, 2, request.getValueElement());
            administration.addIdentifier(request);
        }
        String filler = orc.text(3).strip();
        if (!filler.isEmpty()) {
            administration.addIdentifier(Orders.localNumber(context, "filler-order", filler, context.at(orc, 3)));
        }
        context.dateTime(orc, 9).ifPresent(time -> administration.addExtension(jp("RequestAuthoredOn", time)));
        context.practitioners(orc, 12).forEach(doctor -> administration.addExtension(jp("Requester", doctor)));
        context.practitioners(orc, 10)
                .forEach(person -> administration.addExtension(Reading.extension("entered-by", person)));
        for (Extension extension : Orders.extensions(orc, context)) {
            if (extension.getUrl().equals(Orders.DEPARTMENT)) {
                extension.setUrl(JpCore.extension("JP_MedicationAdministration_RequestDepartment"));
            }
            administration.addExtension(extension);
        }
        context.concept(orc, 29).ifPresent(administration::setCategory);
    }

    private static Extension jp(String name, Type value) {
        return new Extension(JpCore.extension("JP_MedicationAdministration_" + name), value);
    }

    /** A moment, as JP Core's example has it, unless it ended at another time than it began. */
    private Type effective(Segment rxa) {
        Optional<Timestamp> start = context.timestamp(rxa, 3);
        Optional<Timestamp> end = context.timestamp(rxa, 4);
        if (start.isEmpty() && end.isEmpty()) {
            context.at(rxa, 3).missing("no time of the administration; a day of the storage path or message is taken");
            return Timestamp.parse(context.path().careDate(), context.ledger().file())
                    .or(() -> context.timestamp(message.segments().get(0), 7))
                    .map(Timestamp::toDateTime)
                    .orElseGet(DateTimeType::new);
        }
        if (start.isPresent() && end.isPresent()) {
            int order = end.get().normalised().compareTo(start.get().normalised());
            if (start.get().equals(end.get())) {
                return end.get().source().gives(start.get().toDateTime());
            }
            if (order < 0) {
                context.at(rxa, 4).invalid("an end before the start; left out");
                return start.get().toDateTime();
            }
        }
        if (end.isEmpty()) {
            return start.get().toDateTime();
        }
        Period period = new Period();
        start.map(Timestamp::toDateTime).ifPresent(period::setStartElement);
        end.map(Timestamp::toDateTime).ifPresent(period::setEndElement);
        return period;
    }

    private void performers(Segment rxa, MedicationAdministration administration) {
        for (Reference person : context.practitioners(rxa, 10)) {
            administration
                    .addPerformer()
                    .setActor(person)
                    .setFunction(new CodeableConcept(new Coding(FUNCTION, "performer", "Performer")));
        }
    }

    /** LA2: ward, room and bed, building and floor, in words, because the notification is no directory of places. */
    private Optional<Extension> location(Segment rxa) {
        Repetition la2 = rxa.field(11).first();
        Reference location = new Reference();
        StringBuilder words = new StringBuilder();
        for (int part : new int[] {4, 7, 8, 1, 2, 3}) {
            String word = la2.text(part).strip();
            if (!word.isEmpty()) {
                words.append(words.isEmpty() ? "" : "-").append(word);
                context.at(rxa, 11).repetition(0).component(part).gives(location.getDisplayElement());
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(jp("Location", location.setDisplay(words.toString())));
    }

    /** RXA-1 is the number of a dispense message, and 0 when there was none; RXA-2 that of the administration. */
    private void counters(Segment rxa, MedicationAdministration administration) {
        if (rxa.text(1).strip().equals("0")) {
            context.at(rxa, 1).ignored(IgnoreRule.SAYS_NOTHING);
        } else {
            reading.number(rxa, 1)
                    .ifPresent(number -> administration.addExtension(Reading.extension("give-sub-id", number)));
        }
        reading.number(rxa, 2)
                .ifPresent(number -> administration.addExtension(Reading.extension("administration-sub-id", number)));
    }

    private void details(Segment rxa, MedicationAdministration administration) {
        context.dateTime(rxa, 22)
                .ifPresent(time -> administration.addExtension(Reading.extension("system-entry-time", time)));
        context.id(rxa, 26, "HL70480")
                .ifPresent(kind -> administration.addExtension(Reading.extension("pharmacy-order-type", kind)));
    }

    /** RXA-9: words are notes; a code is JP Core's comment, and its words are read in the notes too. */
    private void comments(Segment rxa, List<String> known, MedicationAdministration administration) {
        List<Repetition> comments = rxa.field(9).repetitions();
        for (int i = 0; i < comments.size(); i++) {
            Place place = context.at(rxa, 9).repetition(i);
            CodedText comment = CodedText.of(comments.get(i));
            if (known.contains(comments.get(i).asSent())
                    || comment.text().isEmpty() && comment.first().code().isEmpty()) {
                continue;
            }
            StringType text = administration.addNote().getTextElement();
            text.setValue(comment.text().isEmpty() ? comment.first().code() : comment.text());
            comment.givesText(place, text);
            boolean isCoded = !comment.first().table().isEmpty()
                    || !comment.second().code().isEmpty()
                    || !comment.first().text().isEmpty()
                            && !comment.first().code().isEmpty();
            if (isCoded) {
                context.concepts()
                        .concept(comment, place)
                        .ifPresent(concept -> administration.addExtension(jp("UncategorizedComment", concept)));
            }
        }
    }
}
