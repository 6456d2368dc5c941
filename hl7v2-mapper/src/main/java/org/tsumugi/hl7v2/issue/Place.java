package org.tsumugi.hl7v2.issue;

import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;

/**
 * A place in one file about which something can be reported. Details are English words without any value of the record.
 *
 * @param issues where reports go
 * @param segment such as {@code PRB[2]}, or null for the whole file
 * @param field such as {@code PRB-3} or {@code PID-5.2}, or null for the whole segment
 */
public record Place(
        Issues issues, @Nullable String segment, @Nullable String field) {

    /** One component of this field. */
    public Place component(int number) {
        return new Place(issues, segment, field == null ? null : field + "." + number);
    }

    /** Reports something here. */
    public void report(MappingIssueCode code, Severity severity, String detail) {
        issues.add(new MappingIssue(code, severity, segment, field, detail));
    }

    /** {@link MappingIssueCode#FIELD_INVALID}, a warning: the value is not of its datatype. */
    public void invalid(String detail) {
        report(MappingIssueCode.FIELD_INVALID, Severity.WARNING, detail);
    }

    /** {@link MappingIssueCode#FIELD_MISSING}, a warning: a required value is empty. */
    public void missing(String detail) {
        report(MappingIssueCode.FIELD_MISSING, Severity.WARNING, detail);
    }

    /** {@link MappingIssueCode#FIELD_NOT_MAPPED}, for information: the value has no place in the resources. */
    public void notMapped(String detail) {
        report(MappingIssueCode.FIELD_NOT_MAPPED, Severity.INFORMATION, detail);
    }
}
