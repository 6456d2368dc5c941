package org.tsumugi.testbed.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A generated message, split by hand. */
record WrittenMessage(String text, List<List<String>> segments) {

    static WrittenMessage of(String text) {
        return new WrittenMessage(
                text,
                Stream.of(text.split("\r"))
                        .map(segment -> List.of(segment.split("\\|", -1)))
                        .toList());
    }

    /** Names of the segments in their order, each followed by a space. */
    String order() {
        return segments.stream().map(segment -> segment.get(0) + " ").collect(Collectors.joining());
    }

    List<List<String>> all(String id) {
        return segments.stream().filter(segment -> segment.get(0).equals(id)).toList();
    }

    /** The field of a segment; MSH counts its separator. */
    static String field(List<String> segment, int number) {
        int index = segment.get(0).equals("MSH") ? number - 1 : number;
        return index < segment.size() ? segment.get(index) : "";
    }

    String first(String id, int number) {
        return all(id).isEmpty() ? "" : field(all(id).get(0), number);
    }

    void require(String id, int... fields) {
        for (List<String> segment : all(id)) {
            for (int field : fields) {
                assertThat(field(segment, field)).as(id + "-" + field).isNotEmpty();
            }
        }
    }
}
