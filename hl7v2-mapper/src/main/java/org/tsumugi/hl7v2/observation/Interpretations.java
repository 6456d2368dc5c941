package org.tsumugi.hl7v2.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.message.Segment;

/** OBX-8 (HL7 table 0078) as v3-ObservationInterpretation. A flag that is not in the table is kept as text. */
public final class Interpretations {

    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    /** Codes of v3-ObservationInterpretation that table 0078 shares, with their English names there. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("N", "Normal"),
            Map.entry("A", "Abnormal"),
            Map.entry("AA", "Critical abnormal"),
            Map.entry("H", "High"),
            Map.entry("HH", "Critical high"),
            Map.entry("L", "Low"),
            Map.entry("LL", "Critical low"),
            Map.entry("<", "Off scale low"),
            Map.entry(">", "Off scale high"),
            Map.entry("U", "Significant change up"),
            Map.entry("D", "Significant change down"),
            Map.entry("B", "Better"),
            Map.entry("W", "Worse"),
            Map.entry("S", "Susceptible"),
            Map.entry("I", "Intermediate"),
            Map.entry("R", "Resistant"),
            Map.entry("POS", "Positive"),
            Map.entry("NEG", "Negative"),
            Map.entry("IND", "Indeterminate"));

    private static final Set<String> SUSCEPTIBILITY = Set.of("S", "I", "R");

    private Interpretations() {}

    /** The flags of an OBX. */
    public static List<CodeableConcept> of(Segment obx, Ledger ledger) {
        List<CodeableConcept> flags = new ArrayList<>();
        for (int i = 0; i < obx.field(8).repetitions().size(); i++) {
            String flag = obx.field(8).repetitions().get(i).text();
            if (!flag.isBlank()) {
                flags.add(concept(flag, ledger.at(obx, 8).repetition(i)));
            }
        }
        return flags;
    }

    /** A judgement of a susceptibility test (S, I, R) that stands where the value should. */
    public static Optional<CodeableConcept> ofSusceptibility(String value, Place place) {
        return SUSCEPTIBILITY.contains(ResultText.fold(value)) ? Optional.of(concept(value, place)) : Optional.empty();
    }

    /** Whether the flags of an OBX are those that table 0078 has for susceptibility tests alone. */
    public static boolean isSusceptibility(Segment obx) {
        return SUSCEPTIBILITY.contains(ResultText.fold(obx.text(8)));
    }

    private static CodeableConcept concept(String flag, Place place) {
        CodeableConcept concept = new CodeableConcept().setText(flag);
        place.component(1).gives(concept);
        String code = ResultText.fold(flag);
        Optional<String> name = Optional.ofNullable(NAMES.get(code));
        name.ifPresentOrElse(
                display -> concept.addCoding().setSystem(SYSTEM).setCode(code).setDisplay(display),
                () -> place.invalid("an abnormal flag that is not in HL7 table 0078; kept as text"));
        return concept;
    }
}
