package org.tsumugi.testbed.message;

import java.util.ArrayList;
import java.util.List;

/** A segment under construction. Values are given encoded, see {@link Hl7}. */
final class Segment {

    private final List<String> fields = new ArrayList<>();

    Segment(String id) {
        fields.add(id);
    }

    /** Sets a field by its number in the standard. */
    Segment set(int field, String value) {
        while (fields.size() <= field) {
            fields.add("");
        }
        fields.set(field, value);
        return this;
    }

    /** Sets a field to components made of plain texts. */
    Segment set(int field, String first, String second, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = first;
        all[1] = second;
        System.arraycopy(more, 0, all, 2, more.length);
        return set(field, Hl7.components(all));
    }

    /** The segment without its end; empty fields at the end are left out. */
    String encoded() {
        int length = fields.size();
        while (length > 1 && fields.get(length - 1).isEmpty()) {
            length--;
        }
        return String.join("|", fields.subList(0, length));
    }
}
