package org.tsumugi.hl7v2.prescription;

import java.util.List;
import java.util.Optional;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Business keys of the drugs of a prescription: the order, the Rp and the drug. The place within the Rp is not in them, so a drug
 * keeps its id wherever it stands in the message, also when a drug before it goes; another drug in its place is another
 * MedicationRequest, which nobody can take for a new version of the first. An administration, which knows the order, the Rp and the
 * drug and no place, refers to it by the same key.
 */
public final class PrescriptionKeys {

    private PrescriptionKeys() {}

    /**
     * The key of one drug.
     *
     * @param orderKey of the prescription
     * @param orc the order group it stands in
     * @param drug RXE-2 or RXA-5
     */
    public static String of(String orderKey, Optional<Segment> orc, CodedText drug) {
        return String.join("|", orderKey, RpPosition.group(orc), DrugKey.of(drug));
    }

    /** The keys of these drugs, in their order; the same drug a second time in one Rp is told apart by its ordinal. */
    static List<String> of(String orderKey, List<DrugGroup> drugs) {
        Ordinals ordinals = new Ordinals();
        return drugs.stream()
                .map(drug -> of(
                        orderKey,
                        drug.order(),
                        CodedText.of(drug.drug().field(2).first())))
                .map(ordinals::distinct)
                .toList();
    }
}
