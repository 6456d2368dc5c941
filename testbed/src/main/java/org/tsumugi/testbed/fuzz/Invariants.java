package org.tsumugi.testbed.fuzz;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.FieldAccount;
import org.tsumugi.hl7v2.FieldAccount.Entry;
import org.tsumugi.hl7v2.FieldAccount.Fate;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.SsMix2Mapper;

/**
 * What must hold for any bytes: a verdict and no exception; every field has one fate, and what is called reported has an issue;
 * resources can be written as JSON; no U+FFFD in them; bounded memory and time.
 */
public final class Invariants {

    /** Memory that mapping one file may take beyond a constant, for each of its bytes. */
    public static final long BYTES_PER_BYTE = 3_000;

    /** The constant. */
    public static final long BYTES_AT_LEAST = 32L << 20;

    private static final long MOST_NANOS = 5_000_000_000L;

    private final SsMix2Mapper mapper;
    private final IParser parser = FhirContext.forR4Cached().newJsonParser();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public Invariants(SsMix2Mapper mapper) {
        this.mapper = mapper;
    }

    /** What a file showed. */
    public record Result(Verdict verdict, List<String> broken) {}

    /** Maps a file and checks all of it. */
    public Result check(Seed file) {
        long thread = Thread.currentThread().getId();
        long allocated = threads.getThreadAllocatedBytes(thread);
        long cpu = threads.getCurrentThreadCpuTime();
        MappedFile mapped = mapper.map(file.facility(), file.path(), file.content());
        List<String> broken = new ArrayList<>();
        if (threads.getCurrentThreadCpuTime() - cpu > MOST_NANOS) {
            broken.add("took more than " + MOST_NANOS + " ns");
        }
        long memory = threads.getThreadAllocatedBytes(thread) - allocated;
        if (memory > BYTES_AT_LEAST + BYTES_PER_BYTE * file.content().length) {
            broken.add("allocated " + memory + " bytes for " + file.content().length);
        }
        verdict(mapped, broken);
        account(mapped, broken);
        resources(mapped, broken);
        return new Result(mapped.verdict(), broken);
    }

    private static void verdict(MappedFile mapped, List<String> broken) {
        boolean fatal = mapped.issues().stream().anyMatch(issue -> issue.severity() == Severity.FATAL);
        if (fatal != (mapped.verdict() == Verdict.QUARANTINED)) {
            broken.add("verdict " + mapped.verdict() + (fatal ? " with" : " without") + " a fatal issue");
        }
        if (mapped.verdict() == Verdict.QUARANTINED && !mapped.contributions().isEmpty()) {
            broken.add("quarantined, with contributions");
        }
        mapped.issues().stream()
                .filter(issue -> issue.code() == MappingIssueCode.MAPPER_FAILURE
                        || issue.code() == MappingIssueCode.REQUIRED_ELEMENT_MISSING)
                .forEach(issue -> broken.add(issue.code() + " " + issue.detail()));
    }

    private static void account(MappedFile mapped, List<String> broken) {
        FieldAccount account = mapped.account();
        List<Entry> entries = account.entries();
        long sum = account.count(Fate.MAPPED) + account.count(Fate.IGNORED) + account.count(Fate.REPORTED);
        if (sum != entries.size()) {
            broken.add(sum + " fates of " + entries.size() + " fields");
        }
        boolean cutShort = mapped.issues().stream().anyMatch(issue -> issue.code() == MappingIssueCode.TOO_MANY_ISSUES);
        for (Entry entry : entries) {
            if (entry.fate() == Fate.REPORTED
                    && !cutShort
                    && mapped.issues().stream().noneMatch(i -> isAbout(i, entry))) {
                broken.add(entry.segment() + " " + entry.field() + " is called reported but has no issue");
            }
        }
    }

    private static boolean isAbout(MappingIssue issue, Entry entry) {
        return entry.segment().equals(issue.segment())
                && (issue.field() == null || issue.field().startsWith(entry.field()));
    }

    private void resources(MappedFile mapped, List<String> broken) {
        for (Contribution contribution : mapped.contributions()) {
            for (Resource resource : mapper.merge(contribution.group(), List.of(contribution))) {
                json(resource)
                        .filter(json -> json.indexOf('\uFFFD') >= 0)
                        .ifPresent(json -> broken.add("U+FFFD in a " + resource.fhirType()));
            }
        }
    }

    private Optional<String> json(Resource resource) {
        return Optional.of(parser.encodeResourceToString(resource));
    }
}
