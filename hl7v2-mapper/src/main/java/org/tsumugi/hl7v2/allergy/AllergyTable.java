package org.tsumugi.hl7v2.allergy;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Extension;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/**
 * The HL7 tables of AL1 and IAM. FHIR has fewer distinctions than each of them, so what was sent is kept as an extension, and what
 * FHIR can say follows from the code.
 */
enum AllergyTable {
    ALLERGEN_TYPE("HL70127", "allergen-type", "AA", "DA", "EA", "FA", "LA", "MA", "MC", "PA"),
    SEVERITY("HL70128", "allergy-severity", "MI", "MO", "SV", "U"),
    ACTION("HL70323", "allergy-action", "A", "D", "U", "X"),
    SENSITIVITY("HL70436", "allergy-sensitivity", "AD", "AL", "CT", "IN", "SE"),
    CONFIRMATION("HL70438", "allergy-confirmation", "C", "D", "E", "I", "P", "S", "U");

    private final String table;
    private final String extension;
    private final Set<String> codes;

    AllergyTable(String table, String extension, String... codes) {
        this.table = table;
        this.extension = extension;
        this.codes = Set.of(codes);
    }

    /**
     * A code of the table and where it stands.
     *
     * @param value empty when the field has none of the table
     */
    record Code(String value, Place place) {}

    /** Keeps a field as an extension; a code that the table does not have is kept and reported. */
    Code keep(Segment segment, int field, Consumer<Extension> extensions, MappingContext context) {
        Place place = context.at(segment, field).repetition(0);
        CodedText cwe = CodedText.of(segment.field(field).first());
        CodedText.Code sent = Stream.of(cwe.second(), cwe.first())
                .filter(code -> code.table().equals(table))
                .findFirst()
                .orElse(cwe.first().table().isEmpty() ? cwe.first() : CodedText.Code.NONE);
        boolean known = codes.contains(sent.code());
        context.concepts().concept(cwe, place).ifPresent(concept -> {
            if (!known && !sent.code().isEmpty() && sent.table().isEmpty()) {
                place.invalid("not a code of HL7 table " + table.substring("HL7".length()) + "; kept as sent");
            }
            extensions.accept(new Extension(TsumugiExtensions.url(extension), concept));
        });
        return new Code(known ? sent.code() : "", sent.at(place, 1));
    }
}
