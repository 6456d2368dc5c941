package org.tsumugi.hl7v2.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Base;
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
        Optional<Name> name = name(prb, zpr);
        if (name.isPresent()) {
            code.setText(DiseaseName.compose(prefixes, name.get().words(), suffixes));
            name.get().source().accept(code.getTextElement());
        } else if (code.hasCoding()) {
            code.setText(code.getCodingFirstRep().getCode());
        }
        return code.hasText() ? Optional.of(code) : Optional.empty();
    }

    /**
     * @param words what the disease is called
     * @param source says that the words are the source of an element
     */
    private record Name(String words, Consumer<Base> source) {}

    /** The words of the first of PRB-3, ZPR-2, ZPR-5 and PRB-17 that has any. */
    private Optional<Name> name(Segment prb, @Nullable Segment zpr) {
        List<Name> names = new ArrayList<>();
        names.add(coded(prb, 3));
        if (zpr != null) {
            names.add(coded(zpr, 2));
            names.add(coded(zpr, 5));
        }
        names.add(new Name(prb.text(17), element -> context.at(prb, 17).gives(element)));
        return names.stream().filter(name -> !name.words().isBlank()).findFirst();
    }

    private Name coded(Segment segment, int field) {
        CodedText sent = CodedText.of(segment.field(field).first());
        Place place = context.at(segment, field).repetition(0);
        return new Name(sent.text(), element -> sent.givesText(place, element));
    }

    /** ZPR-2 says PRB-3 again: a coding that is there already is not added twice. */
    private void addCodings(CodeableConcept code, CodedText sent, String meaning, Place place) {
        for (Code one : List.of(sent.first(), sent.second())) {
            context.concepts()
                    .coding(one, meaning, place)
                    .ifPresent(coding -> code.getCoding().stream()
                            .filter(other -> coding.getCode().equals(other.getCode())
                                    && Objects.equals(coding.getSystem(), other.getSystem()))
                            .findFirst()
                            .ifPresentOrElse(
                                    known -> sameAs(known, one, place), () -> code.addCoding(withoutFreeText(coding))));
        }
    }

    private static void sameAs(Coding known, Code sent, Place place) {
        sent.at(place, 1).gives(known.getCodeElement());
        sent.at(place, 3).gives(known.getSystemElement());
        if (sent.text().equals(known.getDisplay())) {
            sent.at(place, 2).gives(known.getDisplayElement());
        }
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
        for (int i = 0; i < prb.field(10).repetitions().size(); i++) {
            Place at = place.repetition(i);
            CodedText sent = CodedText.of(prb.field(10).repetitions().get(i));
            CodedText disease = sent.second().table().equals(ENCOUNTER_KIND)
                    ? new CodedText(sent.first(), Code.NONE, sent.originalText())
                    : sent;
            for (Code one : List.of(disease.first(), disease.second())) {
                context.concepts().coding(one, "", at).ifPresent(coding -> code.addCoding(withoutDot(coding, icd10)));
            }
            if (!disease.originalText().isEmpty()) {
                at.component(9).gives(code.addExtension(TsumugiExtensions.originalText(disease.originalText())));
            }
        }
    }

    private static Coding withoutDot(Coding coding, String icd10) {
        String original = coding.getCode();
        if (icd10.equals(coding.getSystem()) && original.contains(".")) {
            coding.getCodeElement().setValue(original.replace(".", ""));
            coding.addExtension(TsumugiExtensions.originalText(original));
        }
        return coding;
    }

    /** PRB-10.4 to .6 {@code O^外来時^JHSD0004}: when the diagnosis was made. */
    Optional<CodeableConcept> encounterKind(Segment prb) {
        for (int i = 0; i < prb.field(10).repetitions().size(); i++) {
            Code code = CodedText.of(prb.field(10).repetitions().get(i)).second();
            if (code.table().equals(ENCOUNTER_KIND)) {
                return context.concepts()
                        .concept(
                                new CodedText(Code.NONE, code, ""),
                                context.at(prb, 10).repetition(i));
            }
        }
        return Optional.empty();
    }
}
