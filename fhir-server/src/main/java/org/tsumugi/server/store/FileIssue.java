package org.tsumugi.server.store;

import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.Severity;

/** An issue as the journal keeps it: the mapper's codes and the server's own. No value of the patient's record. */
record FileIssue(
        String code,
        Severity severity,
        @Nullable String segment,
        @Nullable String field,
        String detail) {

    static FileIssue of(MappingIssue issue) {
        return new FileIssue(issue.code().name(), issue.severity(), issue.segment(), issue.field(), issue.detail());
    }

    static FileIssue fatal(String code, String detail) {
        return new FileIssue(code, Severity.FATAL, null, null, detail);
    }
}
