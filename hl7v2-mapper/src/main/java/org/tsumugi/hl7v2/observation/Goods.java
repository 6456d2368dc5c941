package org.tsumugi.hl7v2.observation;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.CodedText.Code;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.message.Repetition;

/** ZRD, a datatype of JAHIS: a drug or material and how much of it, {@code code^name^table^amount^code&unit&table}. */
public final class Goods {

    private Goods() {}

    /** The thing with its amount as an extension; empty when neither a code nor a name was sent. */
    public static Optional<CodeableConcept> of(Repetition zrd, Place place, Concepts concepts) {
        CodedText thing = new CodedText(
                new Code(zrd.data(1).strip(), zrd.data(2), zrd.text(3).strip(), ""), Code.NONE, "");
        Optional<CodeableConcept> concept = concepts.concept(thing, place);
        concept.ifPresent(goods -> amount(zrd, place, concepts).ifPresent(goods::addExtension));
        return concept;
    }

    private static Optional<Extension> amount(Repetition zrd, Place place, Concepts concepts) {
        String sent = zrd.data(4);
        String url = TsumugiExtensions.url("amount");
        if (sent.isBlank()) {
            return Optional.empty();
        }
        if (!Concepts.isNumber(sent)) {
            return Optional.of(new Extension(url, place.component(4).gives(new StringType(sent))));
        }
        CodedText unit = CodedText.of(zrd.component(5));
        Optional<Quantity> amount = concepts.quantity(sent, place.component(4), unit, place.component(5));
        return amount.map(quantity -> new Extension(url, quantity));
    }
}
