package org.tsumugi.hl7v2.patient;

import java.util.Optional;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCategory;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;

/** OBX and AL1 of ADT-00: height, weight, blood type → Observation; known allergies → AllergyIntolerance. */
final class FirstFacts {

    private static final String CLINICAL_STATUS = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";

    private final MappingContext context;
    private final Ordinals ordinals = new Ordinals();

    FirstFacts(MappingContext context) {
        this.context = context;
    }

    /** Empty when the OBX says nothing about what it is. */
    Optional<Observation> observation(Segment obx) {
        CodedText item = CodedText.of(obx.field(3).first());
        if (item.isEmpty()) {
            context.ledger().at(obx, 3).missing("an observation without its item; left out");
            return Optional.empty();
        }
        Observation observation = context.identify(
                new Observation(), key("ADT-00 OBX", item.first(), obx.text(4)), "JP_Observation_Common");
        observation.setStatus(status(obx));
        context.concept(obx, 3).ifPresent(observation::setCode);
        observation.setSubject(context.patient());
        Optional<DateTimeType> observed = context.dateTime(obx, 14);
        observed.ifPresent(observation::setEffective);
        value(obx).ifPresent(value -> {
            observation.setValue(value);
            if (!(value instanceof Quantity)) {
                keepUnit(obx, observation);
            }
        });
        return Optional.of(observation);
    }

    /** OBX-11 (HL7 table 0085), which senders leave empty for facts that stand. */
    private ObservationStatus status(Segment obx) {
        return switch (obx.text(11).strip()) {
            case "", "F", "U", "V" -> ObservationStatus.FINAL;
            case "P", "R", "S" -> ObservationStatus.PRELIMINARY;
            case "C" -> ObservationStatus.CORRECTED;
            case "A", "B" -> ObservationStatus.AMENDED;
            case "I", "O" -> ObservationStatus.REGISTERED;
            case "X" -> ObservationStatus.CANCELLED;
            case "D", "W" -> ObservationStatus.ENTEREDINERROR;
            case "N" -> ObservationStatus.UNKNOWN;
            default -> {
                context.ledger().at(obx, 11).invalid("a result status that is not in HL7 table 0085");
                yield ObservationStatus.UNKNOWN;
            }
        };
    }

    /** FHIR has a unit only beside a number. */
    private void keepUnit(Segment obx, Observation observation) {
        context.concept(obx, 6).ifPresent(unit -> observation.addExtension(TsumugiExtensions.url("unit"), unit));
    }

    private Optional<Type> value(Segment obx) {
        Place place = context.ledger().at(obx, 5);
        if (obx.field(5).repetitions().size() > 1) {
            place.notMapped("one value is kept");
        }
        return switch (obx.text(2)) {
            case "NM" -> context.quantity(obx, 5, 6).map(Type.class::cast).or(() -> text(obx));
            case "CWE", "CE" -> context.concept(obx, 5).map(Type.class::cast);
            case "ST", "TX", "" -> text(obx);
            default -> {
                place.notMapped("a value type that is kept as text only");
                yield text(obx);
            }
        };
    }

    private static Optional<Type> text(Segment obx) {
        String text = obx.field(5).first().raw();
        return text.isBlank() || text.equals("\"\"") ? Optional.empty() : Optional.of(new StringType(text));
    }

    /** Empty when the AL1 names no allergen. */
    Optional<AllergyIntolerance> allergy(Segment al1) {
        CodedText allergen = CodedText.of(al1.field(3).first());
        if (allergen.isEmpty()) {
            context.ledger().at(al1, 3).missing("an allergy without its allergen; left out");
            return Optional.empty();
        }
        AllergyIntolerance allergy = context.identify(
                new AllergyIntolerance(), key("ADT-00 AL1", allergen.first(), al1.text(2)), "JP_AllergyIntolerance");
        allergy.setClinicalStatus(new CodeableConcept()
                .addCoding(new Coding().setSystem(CLINICAL_STATUS).setCode("active")));
        category(al1, allergy);
        context.concepts()
                .concept(allergen, "allergen", context.ledger().at(al1, 3))
                .ifPresent(allergy::setCode);
        allergy.setPatient(context.patient());
        return Optional.of(allergy);
    }

    private void category(Segment al1, AllergyIntolerance allergy) {
        Place place = context.ledger().at(al1, 2);
        switch (al1.text(2)) {
            case "DA" -> allergy.addCategory(AllergyIntoleranceCategory.MEDICATION);
            case "FA" -> allergy.addCategory(AllergyIntoleranceCategory.FOOD);
            case "AA" -> allergy.addCategory(AllergyIntoleranceCategory.BIOLOGIC);
            case "EA", "PA", "LA" -> allergy.addCategory(AllergyIntoleranceCategory.ENVIRONMENT);
            case "" -> {}
            case "MA", "MC" -> place.notMapped("an allergen type that FHIR has no category for");
            default -> place.invalid("not a code of HL7 table 0127");
        }
    }

    private String key(String what, CodedText.Code code, String more) {
        String name = code.code().isEmpty() ? code.text() : code.code();
        return ordinals.distinct(String.join("|", context.patientRecord(), what, name, more));
    }
}
