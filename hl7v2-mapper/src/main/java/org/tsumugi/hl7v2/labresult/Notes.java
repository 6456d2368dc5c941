package org.tsumugi.hl7v2.labresult;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Annotation;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.message.Segment;

/** NTE-3 as annotations; repetitions are lines. */
final class Notes {

    private Notes() {}

    static List<Annotation> of(List<Segment> notes) {
        return notes.stream().map(Notes::of).flatMap(Optional::stream).toList();
    }

    private static Optional<Annotation> of(Segment nte) {
        String text = FreeText.of(nte.field(3));
        return text.isEmpty() ? Optional.empty() : Optional.of(new Annotation().setText(text));
    }
}
