package org.tsumugi.hl7v2.issue;

import java.util.Arrays;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.message.Segment;

/** Reports what a mapper leaves out, where that depends on the group a segment stands in. */
public final class Unmapped {

    private Unmapped() {}

    /**
     * Reports each field that has a value and is not among those the mapper knows.
     *
     * @param known the numbers of the fields that are mapped, that report for themselves, or that only number or repeat what
     *     other fields say
     */
    public static void fields(Issues issues, Segment segment, int... known) {
        for (int number = 1; number <= segment.size(); number++) {
            int field = number;
            if (!segment.field(field).isEmpty()
                    && !segment.field(field).isExplicitNull()
                    && Arrays.stream(known).noneMatch(k -> k == field)) {
                issues.at(segment, field).notMapped("a value that has no place in the resources");
            }
        }
    }

    /** Reports a segment that the data type does not have, or that stands where it means nothing. */
    public static void segment(Issues issues, Segment segment) {
        issues.at(segment)
                .report(
                        MappingIssueCode.SEGMENT_UNEXPECTED,
                        Severity.INFORMATION,
                        "a segment without a place in this message; not mapped");
    }
}
