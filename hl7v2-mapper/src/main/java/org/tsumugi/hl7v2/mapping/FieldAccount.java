package org.tsumugi.hl7v2.mapping;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.issue.Issues;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Which fields of which segments a mapper looks at or leaves out on purpose. Everything else that was sent is reported, so that
 * nothing is lost without a word.
 */
public final class FieldAccount {

    private static final Map<String, Set<Integer>> OF_EVERY_TYPE =
            rows("EVN 1 2 3 4 5 6 7", "PID 1 3 5 7 8 11 13 14 33");

    private final Map<String, Set<Integer>> known;

    private FieldAccount(Map<String, Set<Integer>> known) {
        this.known = known;
    }

    /** @param rows a segment id and its field numbers, such as {@code "DB1 1 2 4"}; MSH, EVN and PID need no row */
    public static FieldAccount of(String... rows) {
        return new FieldAccount(rows(rows));
    }

    private static Map<String, Set<Integer>> rows(String... rows) {
        return Arrays.stream(rows)
                .map(row -> row.split(" "))
                .collect(Collectors.toUnmodifiableMap(
                        cells -> cells[0],
                        cells -> Stream.of(cells)
                                .skip(1)
                                .map(Integer::valueOf)
                                .collect(Collectors.toUnmodifiableSet())));
    }

    /** Reports every segment and field that is not in the account. */
    public void check(Message message, Issues issues) {
        for (Segment segment : message.segments()) {
            Set<Integer> fields = known.getOrDefault(segment.id(), OF_EVERY_TYPE.get(segment.id()));
            if (segment.id().equals("MSH")) {
                continue;
            }
            if (fields == null) {
                issues.at(segment)
                        .report(
                                MappingIssueCode.SEGMENT_UNEXPECTED,
                                Severity.WARNING,
                                "a segment that is not mapped for this data type");
                continue;
            }
            check(segment, fields, issues);
        }
    }

    /** Reports every field of a PID that does not become part of the Patient; for mappers without an account. */
    public static void checkPatient(Segment pid, Issues issues) {
        check(pid, OF_EVERY_TYPE.getOrDefault(pid.id(), Set.of()), issues);
    }

    private static void check(Segment segment, Set<Integer> fields, Issues issues) {
        for (int field = 1; field <= segment.size(); field++) {
            if (!fields.contains(field)
                    && !segment.field(field).isEmpty()
                    && !segment.field(field).isExplicitNull()) {
                issues.at(segment, field).notMapped("a field that is not mapped for this data type");
            }
        }
    }
}
