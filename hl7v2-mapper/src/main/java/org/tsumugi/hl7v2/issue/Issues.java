package org.tsumugi.hl7v2.issue;

import java.util.ArrayList;
import java.util.List;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.message.Segment;

/** Everything found wrong with one file, in the order it was found. The same finding at the same place is kept once. */
public final class Issues {

    private final List<MappingIssue> found = new ArrayList<>();

    /** The file as a whole. */
    public Place file() {
        return new Place(this, null, null);
    }

    /** A segment as a whole. */
    public Place at(Segment segment) {
        return new Place(this, segment.place(), null);
    }

    /** A field of a segment, such as PRB-3. */
    public Place at(Segment segment, int field) {
        return new Place(this, segment.place(), segment.label() + "-" + field);
    }

    void add(MappingIssue issue) {
        if (!found.contains(issue)) {
            found.add(issue);
        }
    }

    /** All issues so far. */
    public List<MappingIssue> all() {
        return List.copyOf(found);
    }
}
