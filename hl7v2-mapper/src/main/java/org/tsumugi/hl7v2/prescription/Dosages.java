package org.tsumugi.hl7v2.prescription;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Usage, dose and route of one drug → Dosage (JP_MedicationDosage): one for each TQ1, numbered where there are several. HL7 says in
 * TQ1-12 whether the next one follows (S) or goes beside it (A); FHIR says the same by a next number or an equal one.
 */
final class Dosages {

    private final MappingContext context;
    private final Times times;
    private final Doses doses;

    Dosages(MappingContext context, Amounts amounts) {
        this.context = context;
        this.times = new Times(context, amounts);
        this.doses = new Doses(context, amounts);
    }

    /** @param way of the drug, the same for all its usages */
    List<Dosage> of(DrugGroup group, Routes.Way way) {
        if (group.usages().isEmpty()) {
            context.ledger().at(group.drug()).missing("no usage (TQ1-3)");
            Dosage dosage = new Dosage();
            asNeeded(false, group.drug(), dosage);
            way(way, dosage);
            doses.set(group.drug(), dosage);
            return List.of(dosage);
        }
        List<Dosage> dosages = new ArrayList<>();
        for (Segment tq1 : group.usages()) {
            dosages.add(of(tq1, group.drug(), way));
        }
        number(group.usages(), dosages);
        return dosages;
    }

    private Dosage of(Segment tq1, Segment rxe, Routes.Way way) {
        Dosage dosage = new Dosage();
        Usage usage = Usage.of(tq1);
        codes(tq1, usage, dosage);
        times.set(tq1, rxe, dosage);
        words(tq1, usage, rxe, dosage);
        asNeeded(usage.isAsNeeded(), rxe, dosage);
        way(way, dosage);
        method(tq1, usage, dosage);
        doses.set(rxe, dosage);
        return dosage;
    }

    private void number(List<Segment> usages, List<Dosage> dosages) {
        int number = 1;
        for (int i = 0; i < dosages.size(); i++) {
            Dosage dosage = dosages.get(i);
            if (dosages.size() > 1) {
                dosage.setSequence(number);
            }
            Segment tq1 = usages.get(i);
            boolean beside = tq1.text(12).strip().equals("A");
            if (!tq1.text(12).isBlank() && i + 1 < dosages.size()) {
                context.at(tq1, 12).gives(dosages.get(i + 1).getSequenceElement());
            }
            number += beside ? 0 : 1;
        }
    }

    private void codes(Segment tq1, Usage usage, Dosage dosage) {
        for (Usage.Pattern pattern : usage.patterns()) {
            context.concepts()
                    .concept(pattern.code(), Usage.meaning(pattern.code()), pattern.at(context.at(tq1, 3)))
                    .ifPresent(concept -> {
                        if (dosage.getTiming().hasCode()) {
                            dosage.addAdditionalInstruction(concept);
                        } else {
                            dosage.getTiming().setCode(concept);
                        }
                    });
        }
    }

    /** The text holds all that a person needs to read: usage and the sender's free words. */
    private void words(Segment tq1, Usage usage, Segment rxe, Dosage dosage) {
        String free = FreeText.of(tq1.field(11));
        String text =
                Stream.of(usage.text(), free).filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
        if (text.isEmpty()) {
            context.ledger().at(rxe).missing("no usage (TQ1-3)");
            return;
        }
        dosage.setText(text);
        usage.givesText(context.at(tq1, 3), dosage.getTextElement());
        if (!free.isBlank()) {
            dosage.setPatientInstruction(free);
            context.at(tq1, 11).gives(dosage.getTextElement());
            context.at(tq1, 11).gives(dosage.getPatientInstructionElement());
        }
    }

    /** The usage, or RXE-27 {@code 22^頓用^JHSP0003}. */
    private void asNeeded(boolean byUsage, Segment rxe, Dosage dosage) {
        boolean byKind = rxe.field(27).repetitions().stream()
                .map(CodedText::of)
                .anyMatch(code -> code.codeIn("JHSP0003").equals("22") || Usage.saysAsNeeded(code.text()));
        if (byUsage || byKind) {
            BooleanType asNeeded = new BooleanType(true);
            dosage.setAsNeeded(byKind ? context.at(rxe, 27).gives(asNeeded) : asNeeded);
        }
    }

    private static void way(Routes.Way way, Dosage dosage) {
        way.route().map(Copies::of).ifPresent(dosage::setRoute);
        way.site().map(Copies::of).ifPresent(dosage::setSite);
        way.method().map(Copies::of).ifPresent(dosage::setMethod);
        way.device()
                .map(Copies::of)
                .ifPresent(device -> dosage.addExtension(JpCore.extension("JP_MedicationDosage_Device"), device));
        way.others().stream().map(Copies::of).forEach(dosage::addExtension);
    }

    /** The first digit of a standard usage code is the basic method, the first two are the detailed one. */
    private void method(Segment tq1, Usage usage, Dosage dosage) {
        String code = usage.standardCode();
        if (code.isEmpty()) {
            return;
        }
        boolean oid = context.settings().systems() == Systems.OID;
        CodeableConcept method = dosage.hasMethod() ? dosage.getMethod() : new CodeableConcept();
        Coding basic = method.addCoding()
                .setSystem(
                        oid
                                ? "urn:oid:1.2.392.200250.2.2.20.30"
                                : "http://jami.jp/CodeSystem/MedicationMethodBasicUsage")
                .setCode(code.substring(0, 1));
        Coding detailed = method.addCoding()
                .setSystem(
                        oid
                                ? "urn:oid:1.2.392.200250.2.2.20.40"
                                : "http://jami.jp/CodeSystem/MedicationMethodDetailUsage")
                .setCode(code.substring(0, 2));
        context.at(tq1, 3).component(1).gives(basic.getCodeElement());
        context.at(tq1, 3).component(1).gives(detailed.getCodeElement());
        dosage.setMethod(method);
    }

    static StringType comment(Dosage dosage, String words) {
        StringType comment = new StringType(words);
        dosage.addExtension(JpCore.extension("JP_MedicationDosage_DosageComment"), comment);
        return comment;
    }
}
