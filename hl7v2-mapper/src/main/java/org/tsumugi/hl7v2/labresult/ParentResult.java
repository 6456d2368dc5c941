package org.tsumugi.hl7v2.labresult;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/** OBR-26 (PRL): the result that made somebody order this, by its item, sub-id and what it says. FHIR has no element for it. */
public final class ParentResult {

    private ParentResult() {}

    /**
     * The extension of ours; empty when none was sent.
     *
     * @param result the result, when it is in the same message
     */
    public static Optional<Extension> of(Segment obr, @Nullable Reference result, MappingContext context) {
        Place place = context.at(obr, 26).repetition(0);
        Extension parent = new Extension(TsumugiExtensions.url("parent-result"));
        Optional<CodeableConcept> item = context.concepts()
                .concept(CodedText.of(obr.field(26).first().component(1)), "antimicrobial", place.component(1));
        item.ifPresent(code -> parent.addExtension(new Extension("item", code)));
        text(obr, 2, "sub-id", place, parent);
        text(obr, 3, "value", place, parent);
        if (result != null) {
            parent.addExtension(new Extension("result", result));
            place.component(1).gives(result.getReferenceElement_());
            place.component(2).gives(result.getReferenceElement_());
        }
        return parent.hasExtension() ? Optional.of(parent) : Optional.empty();
    }

    private static void text(Segment obr, int part, String url, Place place, Extension parent) {
        String sent = obr.field(26).first().data(part);
        if (!sent.isBlank()) {
            parent.addExtension(new Extension(url, place.component(part).gives(new StringType(sent))));
        }
    }
}
