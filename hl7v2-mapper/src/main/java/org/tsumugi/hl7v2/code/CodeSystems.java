package org.tsumugi.hl7v2.code;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tsumugi.hl7v2.MapperSettings.Systems;

/**
 * The FHIR code systems that one facility's code tables stand for.
 *
 * <ul>
 *   <li>A national table gets its JP Core system, in the configured generation.
 *   <li>A table of JAHIS or SS-MIX2 without a published URI gets {@code urn:tsumugi:table:<name>}.
 *   <li>{@code HL7nnnn} without a Japanese system gets {@code http://terminology.hl7.org/CodeSystem/v2-nnnn} for the codes that
 *       this system has. Facilities may add codes to HL7's tables: these are the facility's own.
 *   <li>A local table ({@code 99xxx}), an {@code L} table and a name nobody knows are the facility's own:
 *       {@code urn:tsumugi:facility:<code>:code:<name>}, so that two hospitals' local codes never look the same.
 * </ul>
 */
public final class CodeSystems {

    private static final Pattern HL7_TABLE = Pattern.compile("HL7(\\d{4})");
    private static final Pattern LOCAL_TABLE = Pattern.compile("99.*|L");

    private final String facility;
    private final Systems generation;

    private CodeSystems(String facility, Systems generation) {
        this.facility = facility;
        this.generation = generation;
    }

    /** The code systems of a facility. */
    public static CodeSystems of(String facility, Systems generation) {
        return new CodeSystems(facility, generation);
    }

    /** Which generation of JP Core these are. */
    public Systems generation() {
        return generation;
    }

    /**
     * What is known about a table.
     *
     * @param name CWE.3
     * @param meaning which of several meanings of the name is asked for, such as {@code exchange} of MDCDX2; empty for the main
     *     one, which is also taken when the name does not have this meaning
     */
    Table table(String name, String meaning) {
        return CodeTableFile.row(name, meaning)
                .map(row -> new Table(row.system(generation), row.format(), Optional.empty(), true))
                .orElseGet(() -> notInTheFile(name));
    }

    /** The system of a table that is in the table file. */
    public String system(String name, String meaning) {
        return table(name, meaning).system();
    }

    /** The system of a table that is in the table file, in its main meaning. */
    public String system(String name) {
        return system(name, "");
    }

    private Table notInTheFile(String name) {
        var hl7 = HL7_TABLE.matcher(name);
        if (hl7.matches()) {
            return new Table(
                    "http://terminology.hl7.org/CodeSystem/v2-" + hl7.group(1),
                    Optional.empty(),
                    CodeTableFile.codes(name),
                    true);
        }
        return new Table(
                local(name),
                Optional.empty(),
                Optional.empty(),
                LOCAL_TABLE.matcher(name).matches());
    }

    /** The facility-scoped system of a local table. */
    public String local(String table) {
        return "urn:tsumugi:facility:" + facility + ":code:"
                + URLEncoder.encode(table, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * A table.
     *
     * @param system the FHIR system
     * @param format what its codes look like
     * @param codes all codes of the system, where it is published as complete
     * @param known whether the name is a national one or is marked as local
     */
    record Table(String system, Optional<Pattern> format, Optional<Set<String>> codes, boolean known) {
        boolean has(String code) {
            return codes.map(all -> all.contains(code)).orElse(true);
        }
    }
}
