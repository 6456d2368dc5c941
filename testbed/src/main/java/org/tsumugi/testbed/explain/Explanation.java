package org.tsumugi.testbed.explain;

import java.io.PrintWriter;
import java.util.List;
import org.tsumugi.hl7v2.FieldAccount;
import org.tsumugi.hl7v2.FieldAccount.Entry;
import org.tsumugi.hl7v2.FieldAccount.Fate;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.TracedElement;

/** The account of one mapped file as text. */
final class Explanation {

    private final MappedFile file;

    Explanation(MappedFile file) {
        this.file = file;
    }

    void print(PrintWriter out) {
        out.println(file.verdict());
        elements(file.account().elements(), out);
        leftOut(file.account(), out);
        issues(out);
        FieldAccount account = file.account();
        out.printf(
                "%d fields = %d mapped + %d ignored + %d reported%n",
                account.entries().size(),
                account.count(Fate.MAPPED),
                account.count(Fate.IGNORED),
                account.count(Fate.REPORTED));
        out.flush();
    }

    private static void elements(List<TracedElement> elements, PrintWriter out) {
        String resource = "";
        for (TracedElement element : elements) {
            if (!element.resource().equals(resource)) {
                resource = element.resource();
                out.println();
                out.println(resource);
            }
            String sources = element.sources().isEmpty() ? "(rule)" : String.join(", ", element.sources());
            out.printf("  %s = %s  <- %s%n", element.path(), element.value(), sources);
        }
    }

    private static void leftOut(FieldAccount account, PrintWriter out) {
        out.println();
        out.println("Left out");
        for (Entry entry : account.entries()) {
            if (entry.fate() == Fate.IGNORED) {
                out.printf("  %s %s: %s%n", entry.segment(), entry.field(), entry.rule());
            }
        }
    }

    private void issues(PrintWriter out) {
        out.println();
        out.println("Issues");
        for (MappingIssue issue : file.issues()) {
            String place = issue.field() == null ? issue.segment() : issue.segment() + " " + issue.field();
            out.printf(
                    "  %s %s %s: %s%n", issue.severity(), issue.code(), place == null ? "file" : place, issue.detail());
        }
        out.println();
    }
}
