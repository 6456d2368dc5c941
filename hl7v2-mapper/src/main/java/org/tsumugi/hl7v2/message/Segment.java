package org.tsumugi.hl7v2.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One segment: an id such as {@code PID} and its fields. Fields are numbered as in the standard, from 1. */
public final class Segment {

    private static final Pattern SEGMENT_ID = Pattern.compile("[A-Z][A-Z0-9]{2}");

    private final String id;
    private final String label;
    private final int index;
    private final int occurrence;
    private final List<Field> fields;

    private Segment(String id, int index, int occurrence, List<Field> fields) {
        this.id = id;
        this.label = SEGMENT_ID.matcher(id).matches() ? id : "?";
        this.index = index;
        this.occurrence = occurrence;
        this.fields = List.copyOf(fields);
    }

    static String idOf(String line, Delimiters delimiters) {
        int end = line.indexOf(delimiters.field());
        return end < 0 ? line : line.substring(0, end);
    }

    static Segment parse(String line, String id, int index, int occurrence, Delimiters delimiters) {
        boolean header = id.equals("MSH");
        List<String> raw = Splitter.split(line, delimiters.field(), part -> part);
        List<Field> fields = new ArrayList<>(raw.size());
        if (header) {
            fields.add(Field.literal(String.valueOf(delimiters.field())));
        }
        for (int i = 1; i < raw.size(); i++) {
            fields.add(header && i == 1 ? Field.literal(raw.get(i)) : Field.parse(raw.get(i), delimiters));
        }
        return new Segment(id, index, occurrence, fields);
    }

    /** The segment id, such as {@code PID}. */
    public String id() {
        return id;
    }

    /** Its place among all segments of the message, from 0. */
    public int index() {
        return index;
    }

    /** 1 for the first segment of this id in the message, 2 for the second, … */
    public int occurrence() {
        return occurrence;
    }

    /**
     * For issues: the id, or {@code ?} when it is not a segment id (a line broken inside a field begins with anything, also
     * with what the patient's record says).
     */
    public String label() {
        return label;
    }

    /** For issues: the label and occurrence, such as {@code PRB[2]}. */
    public String place() {
        return label() + "[" + occurrence + "]";
    }

    /** The field with this number; an empty field when the segment is shorter. */
    public Field field(int number) {
        return number >= 1 && number <= fields.size() ? fields.get(number - 1) : Field.NOTHING;
    }

    /** How many fields the segment has. */
    public int size() {
        return fields.size();
    }

    /** The first component of the first repetition: what most fields consist of. */
    public String text(int number) {
        return field(number).first().text();
    }

    @Override
    public String toString() {
        return "Segment[" + place() + "]";
    }
}
