package org.tsumugi.hl7v2.observation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.DataAbsent;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/** OBX of anything but a laboratory → Observation (JP_Observation_Common). */
public final class GeneralObservations {

    private static final String CATEGORY = "http://jpfhir.jp/fhir/core/CodeSystem/JP_SimpleObservationCategory_CS";

    private final MappingContext context;
    private final ResultValue values;
    private final ReferenceRanges ranges;
    private final Ordinals ordinals = new Ordinals();

    public GeneralObservations(MappingContext context) {
        this.context = context;
        this.values = new ResultValue(context.concepts(), context.ledger());
        this.ranges = new ReferenceRanges(context.concepts(), context.ledger());
    }

    /**
     * What the observations of one request share.
     *
     * @param key business key of what they belong to
     * @param category code of JP_SimpleObservationCategory_CS; empty for none
     * @param effective when, for those that have no time of their own; null when nobody says
     * @param encounter the stay or visit; null outside one
     */
    public record Frame(
            String key,
            String category,
            @Nullable Type effective,
            @Nullable Reference encounter) {}

    /** One OBX and its notes. */
    public Observation map(Segment obx, List<Segment> notes, Frame frame) {
        Observation observation = context.identify(new Observation(), key(obx, frame), "JP_Observation_Common");
        ResultStatus.set(obx, observation, context.ledger());
        if (!frame.category().isEmpty()) {
            observation.addCategory().addCoding().setSystem(CATEGORY).setCode(frame.category());
        }
        observation.setCode(code(obx));
        observation.setSubject(context.patient());
        if (frame.encounter() != null) {
            observation.setEncounter(Copies.of(frame.encounter()));
        }
        context.dateTime(obx, 14).map(Type.class::cast).or(() -> shared(frame)).ifPresent(observation::setEffective);
        value(obx, observation);
        observation.setInterpretation(Interpretations.of(obx, context.ledger()));
        observation.setNote(Notes.of(notes, context.ledger()));
        ranges.of(obx).ifPresent(observation::addReferenceRange);
        if (!obx.text(4).isEmpty()) {
            observation.addExtension(
                    TsumugiExtensions.url("sub-id"), context.at(obx, 4).gives(new StringType(obx.text(4))));
        }
        context.practitioners(obx, 16).forEach(observation::addPerformer);
        return observation;
    }

    private static Optional<Type> shared(Frame frame) {
        return Optional.ofNullable(frame.effective()).map(Copies::of);
    }

    private String key(Segment obx, Frame frame) {
        CodedText item = CodedText.of(obx.field(3).first());
        String code = item.first().code().isEmpty()
                ? item.second().code()
                : item.first().code();
        return ordinals.distinct(frame.key() + "|OBX|" + (code.isEmpty() ? item.text() : code) + "|" + obx.text(4));
    }

    private CodeableConcept code(Segment obx) {
        return context.concept(obx, 3).orElseGet(() -> {
            context.at(obx, 3).missing("the item has neither a code nor a name");
            return DataAbsent.unknown();
        });
    }

    /** Times, people and goods have types of their own in JP_Observation_Common; everything else is as in a laboratory. */
    private void value(Segment obx, Observation observation) {
        Repetition first = obx.field(5).first();
        Place place = context.at(obx, 5).repetition(0);
        Optional<? extends Type> value = switch (obx.text(2).strip()) {
            case "TS", "DT", "DTM" -> Timestamp.parse(first.text(), place).map(Timestamp::toDateTime);
            case "ZRD" -> Goods.of(first, place, context.concepts());
            case "XCN" -> people(obx);
            case "CQ" ->
                context.concepts()
                        .quantity(
                                first.text(), place.component(1), CodedText.of(first.component(2)), place.component(2));
            default -> Optional.empty();
        };
        if (value.isPresent() && obx.field(5).repetitions().size() == 1) {
            observation.setValue(value.get());
        } else {
            values.set(obx, observation);
        }
    }

    private Optional<StringType> people(Segment obx) {
        String names = context.practitioners(obx, 5).stream()
                .map(Reference::getDisplay)
                .filter(name -> name != null && !name.isBlank())
                .collect(Collectors.joining("、"));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        StringType text = new StringType(names);
        context.at(obx, 5).component(2).gives(text);
        context.at(obx, 5).component(3).gives(text);
        return Optional.of(text);
    }
}
