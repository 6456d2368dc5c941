package org.tsumugi.hl7v2.observation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Annotation;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.message.Segment;

/** NTE-3 as annotations; repetitions are lines. */
public final class Notes {

    private Notes() {}

    /** The notes that have a text. */
    public static List<Annotation> of(List<Segment> notes, Ledger ledger) {
        return notes.stream()
                .map(nte -> of(nte, ledger))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Annotation> of(Segment nte, Ledger ledger) {
        String text = FreeText.of(nte.field(3));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Annotation note = new Annotation().setText(text);
        ledger.at(nte, 3).gives(note.getTextElement());
        return Optional.of(note);
    }
}
