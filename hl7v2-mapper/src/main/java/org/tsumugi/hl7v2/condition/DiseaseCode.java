package org.tsumugi.hl7v2.condition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.CodedText.Code;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * The disease as {@code Condition.code}: MEDIS management number (PRB-3), exchange code (ZPR-5), ICD-10 (PRB-10), the modifiers
 * in JP Core's extensions, and as text the full name a doctor reads.
 */
final class DiseaseCode {

    /** MEDIS 未コード化傷病名: the number stands for any disease that the master does not have. */
    private static final String UNCODED = "20084317";

    private static final String ENCOUNTER_KIND = "JHSD0004";
    private static final Code NO_CODE = new Code("", "", "", "");

    private final MappingContext context;
    private final Ledger ledger;

    DiseaseCode(MappingContext context) {
        this.context = context;
        this.ledger = context.ledger();
    }

    /** Empty when neither a name nor a code was sent. */
    Optional<CodeableConcept> of(ProblemGroup group, List<Modifier> prefixes, List<Modifier> suffixes) {
        Segment prb = group.prb();
        Segment zpr = group.modifiers();
        CodeableConcept code = new CodeableConcept();
        prefixes.forEach(
                prefix -> code.addExtension(JpCore.extension("JP_Condition_DiseasePrefixModifier"), prefix.concept()));
        suffixes.forEach(
                suffix -> code.addExtension(JpCore.extension("JP_Condition_DiseasePostfixModifier"), suffix.concept()));
        addCodings(code, CodedText.of(prb.field(3).first()), "", ledger.at(prb, 3));
        if (zpr != null) {
            addCodings(code, CodedText.of(zpr.field(2).first()), "", ledger.at(zpr, 2));
            addCodings(code, CodedText.of(zpr.field(5).first()), "exchange", ledger.at(zpr, 5));
        }
        icd10(prb, code);
        String name = name(prb, zpr);
        if (!name.isEmpty()) {
            code.setText(DiseaseName.compose(prefixes, name, suffixes));
        } else if (code.hasCoding()) {
            code.setText(code.getCodingFirstRep().getCode());
        }
        return code.hasText() ? Optional.of(code) : Optional.empty();
    }

    private static String name(Segment prb, @Nullable Segment zpr) {
        Stream<String> fromZpr = zpr == null
                ? Stream.of()
                : Stream.of(
                        CodedText.of(zpr.field(2).first()).text(),
                        CodedText.of(zpr.field(5).first()).text());
        return Stream.concat(
                        Stream.of(CodedText.of(prb.field(3).first()).text()),
                        Stream.concat(fromZpr, Stream.of(prb.text(17))))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("");
    }

    /** ZPR-2 says PRB-3 again: a coding that is there already is not added twice. */
    private void addCodings(CodeableConcept code, CodedText sent, String meaning, Place place) {
        context.concepts().concept(sent, meaning, place).ifPresent(concept -> {
            for (Coding coding : concept.getCoding()) {
                boolean known = code.getCoding().stream()
                        .anyMatch(other -> coding.getCode().equals(other.getCode())
                                && Objects.equals(coding.getSystem(), other.getSystem()));
                if (!known) {
                    code.addCoding(withoutFreeText(coding));
                }
            }
        });
    }

    /** The words beside the number for uncoded diseases are not the number's display. */
    private static Coding withoutFreeText(Coding coding) {
        if (UNCODED.equals(coding.getCode())) {
            coding.setDisplay(null);
        }
        return coding;
    }

    /** The Japanese edition writes codes without a dot; one that was sent with it is kept beside the code. */
    private void icd10(Segment prb, CodeableConcept code) {
        Place place = ledger.at(prb, 10);
        String icd10 = context.concepts().systems().system("I10");
        prb.field(10).repetitions().forEach(repetition -> {
            CodedText sent = CodedText.of(repetition);
            CodedText disease = sent.second().table().equals(ENCOUNTER_KIND)
                    ? new CodedText(sent.first(), NO_CODE, sent.originalText())
                    : sent;
            context.concepts()
                    .concept(disease, place)
                    .ifPresent(concept -> concept.getCoding().forEach(coding -> {
                        String original = coding.getCode();
                        if (icd10.equals(coding.getSystem()) && original.contains(".")) {
                            coding.setCode(original.replace(".", ""));
                            coding.addExtension(TsumugiExtensions.originalText(original));
                        }
                        code.addCoding(coding);
                    }));
        });
    }

    /** PRB-10.4 to .6 {@code O^外来時^JHSD0004}: when the diagnosis was made. */
    Optional<CodeableConcept> encounterKind(Segment prb) {
        return prb.field(10).repetitions().stream()
                .map(CodedText::of)
                .map(CodedText::second)
                .filter(code -> code.table().equals(ENCOUNTER_KIND))
                .findFirst()
                .flatMap(code -> context.concepts().concept(new CodedText(code, NO_CODE, ""), ledger.at(prb, 10)));
    }
}
