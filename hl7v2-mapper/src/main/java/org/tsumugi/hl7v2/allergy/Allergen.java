package org.tsumugi.hl7v2.allergy;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsumugi.hl7v2.code.CodeSystems;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.datatype.FreeText;
import org.tsumugi.hl7v2.message.Segment;

/**
 * When two allergens are the same. A code of a national table names one allergen, whatever is written beside it. A code of the
 * facility's own tables does so only together with its words, because facilities have codes such as 「その他」 behind which every
 * patient's own allergen is written, and of two allergens none may be lost. Without a code the words are compared. Words are
 * folded as the text search folds them.
 */
final class Allergen {

    /** What is written where there is nothing to say. */
    private static final Set<String> NOTHING = Set.of(
            "なし", "無し", "無", "特になし", "特に無し", "特記なし", "特記事項なし", "ありません", "不明", "-", "--", "none", "unknown", "n/a");

    private Allergen() {}

    /** The key of an allergen inside a patient; empty when none is named. */
    static Optional<String> key(CodedText cwe, CodeSystems systems) {
        List<CodedText.Code> codes = Stream.of(cwe.first(), cwe.second())
                .filter(code -> !code.code().isEmpty())
                .toList();
        Optional<String> national = codes.stream()
                .filter(code -> !isOfTheFacility(code, systems))
                .findFirst()
                .map(code -> code.table() + "|" + code.code());
        if (national.isPresent()) {
            return national;
        }
        String words = folded(cwe.text());
        Optional<String> local = codes.stream().findFirst().map(code -> code.table() + "|" + code.code() + "|" + words);
        return local.or(() -> words.isEmpty() || NOTHING.contains(words) ? Optional.empty() : Optional.of(words));
    }

    /** The key of an allergen that only the words of the reaction (AL1-5, IAM-5) or of the reason (IAM-8) tell. */
    static Optional<String> described(Segment segment) {
        String words = Stream.of(5, 8)
                .filter(field -> field == 5 || segment.id().equals("IAM"))
                .map(field -> folded(FreeText.of(segment.field(field))))
                .filter(text -> !text.isEmpty() && !NOTHING.contains(text))
                .collect(Collectors.joining("|"));
        return words.isEmpty() ? Optional.empty() : Optional.of("?|" + words);
    }

    private static boolean isOfTheFacility(CodedText.Code code, CodeSystems systems) {
        return code.table().isEmpty()
                || systems.system(code.table(), AllergyResources.MEANING).equals(systems.local(code.table()));
    }

    /** NFKC, lower case, no white space, one hyphen and one tilde. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}]", "")
                .replaceAll("[\u2010-\u2015\u2212]", "-")
                .replace('\u301C', '~');
    }
}
