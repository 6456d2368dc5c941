package org.tsumugi.hl7v2.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.MappingContext;
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

    /** の疑い, in MEDIS's table of modifiers; in free names also without の, and 疑 at the end. 疑いなし is none. */
    private static final Pattern SUSPECTED = Pattern.compile("疑い(?![はもの]?な[しいく])|疑診|疑[\\s）)\\]］」】？?]*$");

    /**
     * Whether a name or a modifier says that the disease is suspected: also in brackets, before further words, or short ({@code
     * 胃癌（疑い）}, {@code 肺癌の疑い、右上葉}, {@code 胃癌疑}). A suspicion that is read as a finding does more harm than the other way round.
     */
    static boolean saysSuspected(String words) {
        return SUSPECTED.matcher(words).find();
    }

    /** ZPR-1 with -4. */
    static List<Modifier> prefixes(@Nullable Segment zpr, MappingContext context) {
        return zpr == null ? List.of() : of(zpr, 1, 4, context);
    }

    /** ZPR-3 with -6. */
    static List<Modifier> suffixes(@Nullable Segment zpr, MappingContext context) {
        return zpr == null ? List.of() : of(zpr, 3, 6, context);
    }

    /** One repetition and where it stands. */
    private record Sent(CodedText coded, Place place) {
        String word() {
            return coded.text();
        }

        void addTo(CodeableConcept concept, String meaning, MappingContext context) {
            for (CodedText.Code code : List.of(coded.first(), coded.second())) {
                context.concepts().coding(code, meaning, place).ifPresent(concept::addCoding);
            }
        }
    }

    private static List<Modifier> of(Segment zpr, int numbers, int exchanges, MappingContext context) {
        List<Sent> byNumber = sent(zpr, numbers, context);
        List<Sent> byExchange = sent(zpr, exchanges, context);
        boolean paired = byNumber.size() == byExchange.size() || byNumber.isEmpty() || byExchange.isEmpty();
        if (!paired) {
            context.at(zpr, exchanges).invalid("not as many exchange codes as management numbers of modifiers");
        }
        List<Modifier> modifiers = new ArrayList<>();
        int count = paired ? Math.max(byNumber.size(), byExchange.size()) : byNumber.size();
        for (int i = 0; i < count; i++) {
            modifiers.add(of(i < byNumber.size() ? byNumber.get(i) : null, exchange(i, byNumber, byExchange), context));
        }
        return modifiers;
    }

    private static Modifier of(@Nullable Sent number, @Nullable Sent exchange, MappingContext context) {
        CodeableConcept concept = new CodeableConcept();
        String word = "";
        if (number != null) {
            number.addTo(concept, "modifier", context);
            word = number.word();
        }
        if (exchange != null) {
            exchange.addTo(concept, "modifier-exchange", context);
            word = word.isEmpty() ? exchange.word() : word;
        }
        if (!word.isEmpty()) {
            concept.setText(word);
            Sent named = number == null || number.word().isEmpty() ? exchange : number;
            if (named != null) {
                named.coded().givesText(named.place(), concept.getTextElement());
            }
        }
        return new Modifier(concept, word, saysSuspected(word));
    }

    /** By the word; else by place, when the lists pair and the word there is not another modifier's. */
    private static @Nullable Sent exchange(int index, List<Sent> numbers, List<Sent> exchanges) {
        String word = index < numbers.size() ? numbers.get(index).word() : "";
        Optional<Sent> sameWord = exchanges.stream()
                .filter(exchange -> !word.isEmpty() && exchange.word().equals(word))
                .findFirst();
        if (sameWord.isPresent()) {
            return sameWord.get();
        }
        boolean paired = numbers.isEmpty() || numbers.size() == exchanges.size();
        Sent there = paired && index < exchanges.size() ? exchanges.get(index) : null;
        boolean anothers = there != null
                && !there.word().isEmpty()
                && numbers.stream().anyMatch(number -> number.word().equals(there.word()));
        return anothers ? null : there;
    }

    private static List<Sent> sent(Segment zpr, int field, MappingContext context) {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < zpr.field(field).repetitions().size(); i++) {
            CodedText coded = CodedText.of(zpr.field(field).repetitions().get(i));
            if (!coded.isEmpty()) {
                sent.add(new Sent(coded, context.at(zpr, field).repetition(i)));
            }
        }
        return sent;
    }
}
