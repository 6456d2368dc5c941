package org.tsumugi.hl7v2;

import org.jspecify.annotations.Nullable;

/**
 * One thing found wrong with a file: bad data is a value, not an exception.
 *
 * @param code what is wrong
 * @param severity how bad it is
 * @param segment the segment, with its 1-based occurrence among segments of that name, such as {@code PRB[2]}; null when the
 *     issue is about the file as a whole
 * @param field the field or component, such as {@code PRB-3} or {@code PID-5.2}; null when the issue is about the segment
 * @param detail an explanation in English that contains no value of the patient's record
 */
public record MappingIssue(
        MappingIssueCode code,
        Severity severity,
        @Nullable String segment,
        @Nullable String field,
        String detail) {}
