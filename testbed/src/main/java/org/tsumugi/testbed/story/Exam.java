package org.tsumugi.testbed.story;

import java.util.List;
import java.util.Map;
import org.tsumugi.testbed.draw.Table;

/**
 * An examination by pictures, endoscope or device.
 *
 * @param modality as DICOM names it
 * @param code of the whole, in the code table given
 * @param reason why it is done
 * @param findings of which one is found
 */
public record Exam(
        String key,
        Kind kind,
        String modality,
        String code,
        String name,
        String table,
        String reason,
        List<String> findings,
        List<Part> parts,
        List<Measure> measures) {

    private static final Map<String, Exam> ALL = read();

    /** Which data types it has: 01/11, 02/12 or 03/13. */
    public enum Kind {
        RADIOLOGY,
        ENDOSCOPY,
        PHYSIOLOGY
    }

    /**
     * A part of it: one direction, one procedure.
     *
     * @param kilovolts empty where nothing is exposed
     */
    public record Part(
            String exam,
            String code,
            String name,
            String kilovolts,
            String milliamperes,
            String centimetres,
            String milliseconds) {}

    /**
     * A number a device gives.
     *
     * @param code may have sub-components, as the device writes them
     */
    public record Measure(
            String exam, String code, String name, String unit, double mean, double deviation, int decimals) {}

    /** Every exam by key. */
    public static Map<String, Exam> all() {
        return ALL;
    }

    static Exam named(String key) {
        return Catalogue.known(ALL, key);
    }

    /** Whether a contrast medium is given. */
    public boolean withContrast() {
        return parts.stream().anyMatch(part -> part.name().endsWith("造影"));
    }

    private static Map<String, Exam> read() {
        List<Part> parts = Table.read(
                Exam.class,
                "exam_parts.tsv",
                row -> new Part(
                        row.text("exam"),
                        row.text("code"),
                        row.text("name"),
                        row.text("kv"),
                        row.text("ma"),
                        row.text("cm"),
                        row.text("ms")));
        List<Measure> measures = Table.read(
                Exam.class,
                "measures.tsv",
                row -> new Measure(
                        row.text("exam"),
                        row.text("code"),
                        row.text("name"),
                        row.text("unit"),
                        row.decimal("mean"),
                        row.decimal("deviation"),
                        row.number("decimals")));
        return Catalogue.index(Table.read(Exam.class, "exams.tsv", row -> exam(row, parts, measures)), Exam::key);
    }

    private static Exam exam(Table.Row row, List<Part> parts, List<Measure> measures) {
        String key = row.text("key");
        return new Exam(
                key,
                Kind.valueOf(row.text("kind")),
                row.text("modality"),
                row.text("code"),
                row.text("name"),
                row.text("table"),
                row.text("reason"),
                row.list("findings"),
                parts.stream().filter(part -> part.exam().equals(key)).toList(),
                measures.stream().filter(measure -> measure.exam().equals(key)).toList());
    }
}
