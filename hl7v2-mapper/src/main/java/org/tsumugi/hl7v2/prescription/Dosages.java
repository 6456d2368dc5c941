package org.tsumugi.hl7v2.prescription;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/** Usage, dose and route of one drug → Dosage (JP_MedicationDosage). */
final class Dosages {

    private final MappingContext context;
    private final Amounts amounts;

    Dosages(MappingContext context, Amounts amounts) {
        this.context = context;
        this.amounts = amounts;
    }

    Dosage of(DrugGroup group) {
        Dosage dosage = new Dosage();
        Usage usage = Usage.of(group.usage());
        timing(group.usage(), usage, dosage);
        instructions(group, usage, dosage);
        routes(group.routes(), dosage);
        method(usage, dosage);
        dose(group.drug(), dosage);
        if (usage.isAsNeeded() || saysAsNeeded(group.drug())) {
            dosage.setAsNeeded(new BooleanType(true));
        }
        return dosage;
    }

    /** RXE-27 {@code 22^頓用^JHSP0003}. */
    private static boolean saysAsNeeded(Segment rxe) {
        return rxe.field(27).repetitions().stream()
                .map(CodedText::of)
                .anyMatch(code -> code.codeIn("JHSP0003").equals("22") || Usage.saysAsNeeded(code.text()));
    }

    private void timing(@Nullable Segment tq1, Usage usage, Dosage dosage) {
        if (tq1 == null) {
            return;
        }
        for (int i = 0; i < usage.codes().size(); i++) {
            CodedText code = usage.codes().get(i);
            boolean main = i == 0;
            context.concepts()
                    .concept(code, Usage.meaning(code), context.ledger().at(tq1, 3))
                    .ifPresent(concept -> {
                        if (main) {
                            dosage.getTiming().setCode(concept);
                        } else {
                            dosage.addAdditionalInstruction(concept);
                        }
                    });
        }
        Optional<BigDecimal> days = amounts.daysOf(tq1);
        days.ifPresent(number -> dosage.getTiming().getRepeat().setBounds(Amounts.days(number)));
        if (days.isEmpty() && !tq1.field(6).isEmpty() && amounts.timesOf(tq1).isEmpty()) {
            context.ledger().at(tq1, 6).notMapped("a length of use that is not in days, weeks or doses");
        }
        period(tq1, dosage);
    }

    private void period(Segment tq1, Dosage dosage) {
        Period period = new Period();
        context.dateTime(tq1, 7).ifPresent(period::setStartElement);
        if (!period.hasStart()) {
            if (!tq1.text(8).isEmpty()) {
                context.ledger().at(tq1, 8).notMapped("an end of use without a start");
            }
            return;
        }
        context.dateTime(tq1, 8).ifPresent(period::setEndElement);
        dosage.addExtension(JpCore.extension("JP_MedicationDosage_PeriodOfUse"), period);
    }

    /** The text holds all that a person needs to read: usage and the sender's free words. */
    private void instructions(DrugGroup group, Usage usage, Dosage dosage) {
        Segment tq1 = group.usage();
        String free = tq1 == null ? "" : FreeText.of(tq1.field(11));
        String text =
                Stream.of(usage.text(), free).filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
        if (!text.isEmpty()) {
            dosage.setText(text);
        } else {
            context.ledger().at(group.drug()).missing("no usage (TQ1-3)");
        }
        if (!free.isBlank()) {
            dosage.setPatientInstruction(free);
        }
    }

    private void routes(List<Segment> routes, Dosage dosage) {
        if (routes.isEmpty()) {
            return;
        }
        Segment rxr = routes.get(0);
        context.concept(rxr, 1).ifPresent(dosage::setRoute);
        context.concepts()
                .concept(
                        CodedText.of(rxr.field(2).first()),
                        "site",
                        context.ledger().at(rxr, 2))
                .ifPresent(dosage::setSite);
        context.concept(rxr, 4).ifPresent(dosage::setMethod);
        for (Segment further : routes.subList(1, routes.size())) {
            context.concept(further, 1).ifPresent(dosage::addAdditionalInstruction);
        }
    }

    /** The first digit of a standard usage code is the basic method, the first two are the detailed one. */
    private void method(Usage usage, Dosage dosage) {
        String code = usage.standardCode();
        if (code.isEmpty()) {
            return;
        }
        boolean oid = context.settings().systems() == Systems.OID;
        CodeableConcept method = dosage.hasMethod() ? dosage.getMethod() : new CodeableConcept();
        method.addCoding(new Coding()
                .setSystem(
                        oid
                                ? "urn:oid:1.2.392.200250.2.2.20.30"
                                : "http://jami.jp/CodeSystem/MedicationMethodBasicUsage")
                .setCode(code.substring(0, 1)));
        method.addCoding(new Coding()
                .setSystem(
                        oid
                                ? "urn:oid:1.2.392.200250.2.2.20.40"
                                : "http://jami.jp/CodeSystem/MedicationMethodDetailUsage")
                .setCode(code.substring(0, 2)));
        dosage.setMethod(method);
    }

    private void dose(Segment rxe, Dosage dosage) {
        DosageDoseAndRateComponent rate = new DosageDoseAndRateComponent();
        Optional<Quantity> least = amounts.of(rxe, 3, 5);
        Optional<Quantity> most = amounts.of(rxe, 4, 5);
        boolean leastInWords = least.isEmpty() && !rxe.text(3).isBlank();
        if (leastInWords) {
            most.ifPresent(amount -> rate.addExtension(TsumugiExtensions.url("dose-maximum"), amount));
        } else {
            least.or(() -> most).ifPresent(rate::setDose);
        }
        if (least.isPresent() && most.isPresent() && !sameValue(least.get(), most.get())) {
            upTo(least.get(), most.get(), rate, dosage);
        }
        if (least.isEmpty() && !rxe.field(3).isExplicitNull() && rxe.text(3).isEmpty()) {
            context.ledger().at(rxe, 3).missing("no dose");
        }
        for (int amount : new int[] {3, 4}) {
            String sent = rxe.text(amount);
            if (!sent.isBlank() && Amounts.isText(sent)) {
                comment(sent, dosage);
            }
        }
        amounts.perDay(rxe).ifPresent(rate::setRate);
        if (!rate.isEmpty()) {
            dosage.addDoseAndRate(rate);
        }
    }

    /** JP Core allows one amount, not a range: the least is the dose, the most stands beside it and in words. */
    private static void upTo(Quantity least, Quantity most, DosageDoseAndRateComponent rate, Dosage dosage) {
        rate.addExtension(TsumugiExtensions.url("dose-maximum"), most);
        String words = least.getValue().toPlainString() + "〜" + most.getValue().toPlainString();
        comment(least.hasUnit() ? words + least.getUnit() : words, dosage);
    }

    private static void comment(String words, Dosage dosage) {
        dosage.addExtension(JpCore.extension("JP_MedicationDosage_DosageComment"), new StringType(words));
    }

    private static boolean sameValue(Quantity one, Quantity other) {
        return one.getValue().compareTo(other.getValue()) == 0;
    }
}
