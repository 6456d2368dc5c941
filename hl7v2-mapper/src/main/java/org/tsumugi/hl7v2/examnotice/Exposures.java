package org.tsumugi.hl7v2.examnotice;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.GeneralObservations.Frame;

/** ZE2, one exposure to X-rays → Observation with a component for each quantity. */
final class Exposures {

    private static final String CATEGORY = "http://jpfhir.jp/fhir/core/CodeSystem/JP_SimpleObservationCategory_CS";

    /** No published code system has these quantities as SS-MIX2 means them. */
    private static final String SYSTEM = "urn:tsumugi:table:ZE2";

    private final MappingContext context;
    private final Ordinals ordinals = new Ordinals();

    Exposures(MappingContext context) {
        this.context = context;
    }

    /** Empty when nothing is said of it. */
    Optional<Observation> map(Segment ze2, Frame frame, Reference procedure) {
        Observation exposure =
                context.identify(new Observation(), ordinals.distinct(frame.key() + "|ZE2"), "JP_Observation_Common");
        exposure.setStatus(ObservationStatus.FINAL);
        exposure.addCategory().addCoding().setSystem(CATEGORY).setCode("imaging");
        exposure.setCode(code("exposure", "撮影条件"));
        exposure.setSubject(context.patient());
        exposure.addPartOf(procedure.copy());
        if (frame.encounter() != null) {
            exposure.setEncounter(Copies.of(frame.encounter()));
        }
        if (frame.effective() != null) {
            exposure.setEffective(Copies.of(frame.effective()));
        }
        quantity(ze2, 2, "tube-voltage", "管電圧", exposure);
        quantity(ze2, 3, "tube-current", "管電流", exposure);
        quantity(ze2, 4, "distance", "距離", exposure);
        quantity(ze2, 5, "time", "時間", exposure);
        count(ze2, exposure);
        String field = FreeText.of(ze2.field(7));
        if (!field.isEmpty()) {
            add("field", "撮影フィールド", context.at(ze2, 7).gives(new StringType(field)), exposure);
        }
        return exposure.hasComponent() ? Optional.of(exposure) : Optional.empty();
    }

    private void quantity(Segment ze2, int field, String code, String name, Observation exposure) {
        Repetition cq = ze2.field(field).first();
        String sent = cq.text(1);
        Place place = context.at(ze2, field).repetition(0);
        if (sent.isBlank()) {
            return;
        }
        if (!Concepts.isNumber(sent)) {
            place.component(1).invalid("not a number; kept as text");
            add(code, name, context.at(ze2, field).gives(new StringType(cq.raw())), exposure);
            return;
        }
        context.concepts()
                .quantity(sent, place.component(1), CodedText.of(cq.component(2)), place.component(2))
                .ifPresent(value -> add(code, name, value, exposure));
    }

    private void count(Segment ze2, Observation exposure) {
        Optional<BigDecimal> count = Concepts.decimal(ze2.text(6), context.at(ze2, 6));
        count.ifPresent(times -> {
            Quantity value = new Quantity().setValue(times).setUnit("回");
            context.at(ze2, 6).gives(value.getValueElement());
            add("count", "回数", value, exposure);
        });
    }

    private static void add(String code, String name, Type value, Observation exposure) {
        exposure.addComponent().setCode(code(code, name)).setValue(value);
    }

    private static CodeableConcept code(String code, String name) {
        return new CodeableConcept(new Coding(SYSTEM, code, name)).setText(name);
    }
}
