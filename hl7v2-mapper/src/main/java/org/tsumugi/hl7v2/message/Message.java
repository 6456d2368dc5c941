package org.tsumugi.hl7v2.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HL7 v2 message as a flat list of segments in arrival order. Grouping is left to the mapper of each data type, which must
 * tolerate the orders that real senders use.
 */
public final class Message {

    /** A long laboratory report has some thousand. About 200 bytes of memory are needed for each. */
    public static final int MOST_VALUES = 250_000;

    private final List<Segment> segments;

    private Message(List<Segment> segments) {
        this.segments = List.copyOf(segments);
    }

    /**
     * Splits text that is already decoded. CR, LF and CRLF end a segment; the last one needs no end; empty lines
     * and the end-of-block character that MLLP leaves behind in some files (U+001C) are passed over.
     *
     * @throws NotHl7Exception when it does not begin with a readable MSH segment
     * @throws TooLargeException when it has more than {@value #MOST_VALUES} values
     */
    public static Message parse(String text) throws NotHl7Exception {
        Delimiters delimiters = Delimiters.of(text);
        if (delimiters.count(text) > MOST_VALUES) {
            throw new TooLargeException("more than " + MOST_VALUES + " segments, fields, components and repetitions");
        }
        List<Segment> segments = new ArrayList<>();
        Map<String, Integer> occurrences = new HashMap<>();
        for (String line : delimiters.separated(text).split("[\r\n\\x1C]+")) {
            if (!line.isEmpty()) {
                String id = Segment.idOf(line, delimiters);
                int occurrence = occurrences.merge(id, 1, Integer::sum);
                segments.add(Segment.parse(line, id, segments.size(), occurrence, delimiters));
            }
        }
        return new Message(segments);
    }

    /** All segments, in arrival order; the first is MSH. */
    public List<Segment> segments() {
        return segments;
    }

    /** All segments with this id, in arrival order. */
    public List<Segment> all(String id) {
        return segments.stream().filter(segment -> segment.id().equals(id)).toList();
    }

    /** The first segment with this id. */
    public Optional<Segment> first(String id) {
        return segments.stream().filter(segment -> segment.id().equals(id)).findFirst();
    }
}
