package org.tsumugi.hl7v2.code;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.account.Place;

/**
 * CWE → CodeableConcept, Coding and Quantity. Texts and codes are kept exactly as sent; what is doubtful is reported, not
 * changed.
 */
public final class Concepts {

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)");

    private final CodeSystems systems;

    public Concepts(CodeSystems systems) {
        this.systems = systems;
    }

    /** The facility's code systems. */
    public CodeSystems systems() {
        return systems;
    }

    /**
     * Both codings and the text; empty when nothing was sent.
     *
     * @param meaning which meaning of the table's name is meant, such as {@code exchange}; empty for the main one
     */
    public Optional<CodeableConcept> concept(CodedText cwe, String meaning, Place place) {
        CodeableConcept concept = new CodeableConcept();
        coding(cwe.first(), meaning, place).ifPresent(concept::addCoding);
        coding(cwe.second(), meaning, place).ifPresent(concept::addCoding);
        if (cwe.isEmpty()) {
            return Optional.empty();
        }
        if (!cwe.text().isEmpty()) {
            concept.setText(cwe.text());
            cwe.givesText(place, concept.getTextElement());
        }
        return Optional.of(concept);
    }

    /** As {@link #concept(CodedText, String, Place)} in the main meaning. */
    public Optional<CodeableConcept> concept(CodedText cwe, Place place) {
        return concept(cwe, "", place);
    }

    /** One code; empty when there is none. A code that names no table is kept without a system. */
    public Optional<Coding> coding(CodedText.Code code, String meaning, Place place) {
        if (code.code().isEmpty()) {
            ignoreTable(code, place);
            return Optional.empty();
        }
        Coding coding = new Coding().setCode(code.code());
        code.at(place, 1).gives(coding.getCodeElement());
        if (!code.text().isEmpty()) {
            coding.setDisplay(code.text());
            code.at(place, 2).gives(coding.getDisplayElement());
        }
        if (!code.version().isEmpty()) {
            coding.setVersion(code.version());
            code.at(place, 7).gives(coding.getVersionElement());
        }
        system(code, meaning, place).ifPresent(system -> {
            coding.setSystem(system);
            code.at(place, 3).gives(coding.getSystemElement());
        });
        return Optional.of(coding);
    }

    /** A text may come with the table it was chosen from, but without its code. */
    private static void ignoreTable(CodedText.Code code, Place place) {
        if (place.hasComponents() && !code.table().isEmpty()) {
            code.at(place, 3).ignored(IgnoreRule.TABLE_OF_NO_CODE);
            code.at(place, 7).ignored(IgnoreRule.TABLE_OF_NO_CODE);
        }
    }

    /**
     * ID: a code of the HL7 table that the standard fixes for the field; empty when none was sent.
     *
     * @param table such as {@code HL70038}
     */
    public Optional<Coding> id(String code, String table, Place place) {
        return coding(new CodedText.Code(code.strip(), "", table, ""), "", place);
    }

    private Optional<String> system(CodedText.Code code, String meaning, Place place) {
        if (code.table().isEmpty()) {
            place.report(MappingIssueCode.UNKNOWN_CODE_TABLE, Severity.WARNING, "a code without a code-table name");
            return Optional.empty();
        }
        if (code.table().equals("ISO+") && CodeTableFile.isUcum(code.code())) {
            return Optional.of(UCUM);
        }
        CodeSystems.Table table = systems.table(code.table(), meaning);
        if (!table.known() && !code.table().equals("ISO+")) {
            place.report(
                    MappingIssueCode.UNKNOWN_CODE_TABLE,
                    Severity.WARNING,
                    "a code-table name that is not in the table of code systems; kept as a local table of the facility");
        }
        checkFormat(code.code(), table, place);
        if (!table.has(code.code())) {
            place.report(
                    MappingIssueCode.UNKNOWN_CODE,
                    Severity.WARNING,
                    "a code that the published HL7 table does not have; kept as a code of the facility");
            return Optional.of(systems.local(code.table()));
        }
        return Optional.of(table.system());
    }

    private static void checkFormat(String code, CodeSystems.Table table, Place place) {
        table.format()
                .filter(format -> !format.matcher(code).matches())
                .ifPresent(format -> place.report(
                        MappingIssueCode.CODE_FORMAT,
                        Severity.WARNING,
                        "a code without the format of its table; kept as sent"));
    }

    /**
     * A number with its unit; empty when the text is not a number (reported) or is empty.
     *
     * @param number NM, as sent: the digits after the point are kept
     * @param place where the number stands
     * @param unit CWE of the unit; its text is the unit, its code is given with a system when its table has one
     * @param unitPlace where the unit stands
     */
    public Optional<Quantity> quantity(String number, Place place, CodedText unit, Place unitPlace) {
        Optional<BigDecimal> value = decimal(number, place);
        return value.map(v -> {
            Quantity quantity = new Quantity().setValue(v);
            place.component(1).gives(quantity.getValueElement());
            if (!number.strip().equals(v.toPlainString())) {
                quantity.addExtension(TsumugiExtensions.originalText(number));
            }
            return withUnit(quantity, unit, unitPlace);
        });
    }

    /** NM; empty when it is empty or not a number, which is reported. */
    public static Optional<BigDecimal> decimal(String number, Place place) {
        if (number.isBlank()) {
            return Optional.empty();
        }
        if (!isNumber(number)) {
            place.invalid("not a number");
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(halfWidth(number)));
    }

    /** Whether text is NM, in half-width or full-width digits. */
    public static boolean isNumber(String text) {
        String number = halfWidth(text);
        return number.length() <= 30 && NUMBER.matcher(number).matches();
    }

    /** Only what a number is written with. */
    private static String halfWidth(String text) {
        StringBuilder number = new StringBuilder(text.strip());
        for (int i = 0; i < number.length(); i++) {
            int digit = "０１２３４５６７８９．＋－−".indexOf(number.charAt(i));
            if (digit >= 0) {
                number.setCharAt(i, "0123456789.+--".charAt(digit));
            }
        }
        return number.toString();
    }

    /** Sets unit, system and code. A standard unit in either place of the CWE gives the code; else the first code does. */
    public Quantity withUnit(Quantity quantity, CodedText unit, Place place) {
        String text = unit.text().isEmpty() ? unit.first().code() : unit.text();
        if (!text.isEmpty()) {
            quantity.setUnit(text);
            unit.givesText(place, quantity.getUnitElement());
        }
        CodedText.Code chosen = chosen(unit);
        coding(chosen, "", place).filter(Coding::hasSystem).ifPresent(coding -> {
            quantity.setSystem(coding.getSystem()).setCode(coding.getCode());
            chosen.at(place, 1).gives(quantity.getCodeElement());
            chosen.at(place, 3).gives(quantity.getSystemElement());
            chosen.at(place, 7).gives(quantity.getSystemElement());
        });
        restatesTheUnit(unit, chosen, text, place);
        return quantity;
    }

    /** A Quantity has room for one code and one word; the other writing of the same unit says nothing more. */
    private static void restatesTheUnit(CodedText unit, CodedText.Code chosen, String text, Place place) {
        for (CodedText.Code code : List.of(unit.first(), unit.second())) {
            boolean sameCode =
                    code == chosen || code.code().equals(text) || code.code().equals(chosen.code());
            for (int part : sameCode ? new int[] {1, 2, 3, 7} : new int[] {2}) {
                if (part != 2 || code.text().equals(text) || code.text().equals(chosen.code())) {
                    code.at(place, part).ignored(IgnoreRule.REPEATS_ANOTHER_FIELD);
                }
            }
        }
    }

    private static CodedText.Code chosen(CodedText unit) {
        boolean firstIsLocal =
                unit.first().code().isEmpty() || unit.first().table().startsWith("99");
        boolean secondIsStandard =
                !unit.second().code().isEmpty() && !unit.second().table().startsWith("99");
        return firstIsLocal && secondIsStandard ? unit.second() : unit.first();
    }
}
