package org.tsumugi.hl7v2.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.message.Field;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * 修飾語: one word that is put before (接頭語) or behind (接尾語) the name of a disease. ZPR has it twice, by its management number
 * and by its exchange code, in two lists of the same order.
 *
 * @param concept both codes and the word
 * @param word the word itself; empty when only codes were sent
 * @param suspected whether it says that the disease is suspected (の疑い)
 */
record Modifier(CodeableConcept concept, String word, boolean suspected) {

    /** の疑い, in MEDIS's table of modifiers; free names also end with it without の. */
    private static final String SUSPECTED = "疑い";

    /** Whether a name or a modifier ends with the word for suspected. */
    static boolean saysSuspected(String words) {
        return words.strip().endsWith(SUSPECTED);
    }

    /** ZPR-1 with -4. */
    static List<Modifier> prefixes(@Nullable Segment zpr, Concepts concepts, Ledger ledger) {
        return zpr == null ? List.of() : of(zpr, 1, 4, concepts, ledger);
    }

    /** ZPR-3 with -6. */
    static List<Modifier> suffixes(@Nullable Segment zpr, Concepts concepts, Ledger ledger) {
        return zpr == null ? List.of() : of(zpr, 3, 6, concepts, ledger);
    }

    private static List<Modifier> of(Segment zpr, int numbers, int exchanges, Concepts concepts, Ledger ledger) {
        List<CodedText> byNumber = coded(zpr.field(numbers));
        List<CodedText> byExchange = coded(zpr.field(exchanges));
        List<Modifier> modifiers = new ArrayList<>();
        boolean paired = byNumber.size() == byExchange.size() || byNumber.isEmpty() || byExchange.isEmpty();
        if (!paired) {
            ledger.at(zpr, exchanges).invalid("not as many exchange codes as management numbers of modifiers");
        }
        int count = paired ? Math.max(byNumber.size(), byExchange.size()) : byNumber.size();
        for (int i = 0; i < count; i++) {
            CodeableConcept concept = new CodeableConcept();
            String word = "";
            if (i < byNumber.size()) {
                word = byNumber.get(i).text();
                addCodings(concept, byNumber.get(i), "modifier", zpr, numbers, concepts, ledger);
            }
            CodedText exchange = exchange(i, byNumber, byExchange);
            if (exchange != null) {
                word = word.isEmpty() ? exchange.text() : word;
                addCodings(concept, exchange, "modifier-exchange", zpr, exchanges, concepts, ledger);
            }
            if (!word.isEmpty()) {
                concept.setText(word);
            }
            modifiers.add(new Modifier(concept, word, saysSuspected(word)));
        }
        return modifiers;
    }

    /** By the word; else by place, when the lists pair and the word there is not another modifier's. */
    private static @Nullable CodedText exchange(int index, List<CodedText> numbers, List<CodedText> exchanges) {
        String word = index < numbers.size() ? numbers.get(index).text() : "";
        Optional<CodedText> sameWord = exchanges.stream()
                .filter(exchange -> !word.isEmpty() && exchange.text().equals(word))
                .findFirst();
        if (sameWord.isPresent()) {
            return sameWord.get();
        }
        boolean paired = numbers.isEmpty() || numbers.size() == exchanges.size();
        CodedText there = paired && index < exchanges.size() ? exchanges.get(index) : null;
        boolean anothers = there != null
                && !there.text().isEmpty()
                && numbers.stream().anyMatch(number -> number.text().equals(there.text()));
        return anothers ? null : there;
    }

    private static void addCodings(
            CodeableConcept concept,
            CodedText coded,
            String meaning,
            Segment zpr,
            int field,
            Concepts concepts,
            Ledger ledger) {
        concepts.concept(coded, meaning, ledger.at(zpr, field))
                .ifPresent(c -> c.getCoding().forEach(concept::addCoding));
    }

    private static List<CodedText> coded(Field field) {
        return field.repetitions().stream()
                .filter(repetition -> !repetition.isEmpty() && !repetition.isExplicitNull())
                .map((Repetition repetition) -> CodedText.of(repetition))
                .filter(coded -> !coded.isEmpty())
                .toList();
    }
}
