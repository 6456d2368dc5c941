package org.tsumugi.hl7v2.prescription;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.CodedText.Code;

/**
 * What a drug is known by in business keys: its code in a national table, else its first code, else its name. An order (RXE-2) and
 * its administrations (RXA-5) come to the same text, whichever of the two codings of the field stands first.
 */
public final class DrugKey {

    private static final List<String> NATIONAL = List.of("HOT9", "HOT13", "HOT7", "YJ");

    private DrugKey() {}

    /** Such as {@code HOT9 108665201}; empty when nothing was sent. */
    public static String of(CodedText drug) {
        CodedText sent = MedicationCodes.byLength(drug);
        List<Code> codes = Stream.of(sent.first(), sent.second())
                .filter(code -> !code.code().isEmpty())
                .toList();
        Optional<Code> national = NATIONAL.stream()
                .flatMap(table -> codes.stream()
                        .filter(code -> code.table().equals(table))
                        .limit(1))
                .findFirst();
        return national.or(() -> codes.stream().findFirst())
                .map(code -> (code.table() + " " + code.code()).strip())
                .orElseGet(() -> sent.text().strip());
    }
}
