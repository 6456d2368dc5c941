package org.tsumugi.hl7v2.condition;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Segment;

/** The fields of PRB that neither FHIR's Condition nor JP Core has an element for, as extensions of ours. */
final class ProblemDetails {

    private static final SortedMap<Integer, String> CONCEPTS = new TreeMap<>(Map.of(
            11, "management-discipline",
            12, "problem-persistence",
            19, "problem-certainty",
            21, "patient-awareness",
            22, "prognosis",
            23, "prognosis-awareness"));
    private static final SortedMap<Integer, String> NUMBERS =
            new TreeMap<>(Map.of(6, "problem-priority", 20, "problem-probability"));

    private final MappingContext context;

    ProblemDetails(MappingContext context) {
        this.context = context;
    }

    void add(Segment prb, Condition condition) {
        episode(prb).ifPresent(condition::addIdentifier);
        context.dateTime(prb, 8)
                .ifPresent(time -> condition.addExtension(TsumugiExtensions.url("expected-resolution"), time));
        CONCEPTS.forEach((field, name) -> concepts(prb, field, TsumugiExtensions.url(name), condition));
        NUMBERS.forEach((field, name) -> number(prb, field, TsumugiExtensions.url(name), condition));
        String family = FreeText.of(prb.field(24));
        if (!family.isEmpty()) {
            condition.addExtension(
                    TsumugiExtensions.url("family-awareness"),
                    context.at(prb, 24).gives(new StringType(family)));
        }
    }

    private Optional<Identifier> episode(Segment prb) {
        String number = prb.field(5).first().raw().strip();
        if (number.isEmpty() || prb.field(5).isExplicitNull()) {
            return Optional.empty();
        }
        Identifier identifier = Orders.localNumber(context, "episode", number);
        context.at(prb, 5).gives(identifier.getValueElement());
        return Optional.of(identifier);
    }

    private void concepts(Segment prb, int field, String url, Condition condition) {
        for (int i = 0; i < prb.field(field).repetitions().size(); i++) {
            Place place = context.at(prb, field).repetition(i);
            context.concepts()
                    .concept(CodedText.of(prb.field(field).repetitions().get(i)), place)
                    .ifPresent(concept -> condition.addExtension(url, concept));
        }
    }

    private void number(Segment prb, int field, String url, Condition condition) {
        Place place = context.at(prb, field);
        Concepts.decimal(prb.text(field), place)
                .map(number -> place.component(1).gives(new DecimalType(number)))
                .ifPresent(number -> condition.addExtension(url, number));
    }
}
