package org.tsumugi.hl7v2;

/** How bad a {@link MappingIssue} is; the words of FHIR's {@code issue-severity}. */
public enum Severity {
    /** The file is set aside (quarantined) and yields no resources. */
    FATAL,
    /** Part of the file could not be mapped; the rest was. */
    ERROR,
    /** Mapped, but the source breaks a rule of SS-MIX2 or contradicts itself. */
    WARNING,
    /** Worth knowing; nothing is wrong. */
    INFORMATION
}
