package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.rule.SkipReason;
import org.tsumugi.upload.send.Refusals;

/** Looks at everything and sends nothing: what would be sent, kept back, or reported. */
public final class Survey implements Look.Findings {

    private final List<Volume> volumes;
    private final Visitor visitor;
    private final Map<String, Long> filesByType = new TreeMap<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private final Map<String, Long> violations = new TreeMap<>();
    private long bytes;

    /** What it found. */
    public record Result(
            Map<String, Long> filesByType, long bytes, Map<String, Long> skipped, Map<String, Long> violations) {}

    public Survey(
            List<Volume> volumes,
            Journal journal,
            Rules rules,
            Refusals refusals,
            Follower.Options options,
            Clock clock) {
        this.volumes = List.copyOf(volumes);
        Settling settling = new Settling(options.settle(), options.quiet());
        Look look = new Look(
                journal, settling, rules, refusals, options.trustDirectoryTimes(), clock, this, new LookRate(0));
        this.visitor = new Visitor(journal, look, clock, this, (volume, path, mtime) -> {});
    }

    /** Looks at everything. */
    public Result run() throws IOException {
        for (Volume volume : volumes) {
            descend(volume, "", 0);
        }
        return new Result(filesByType, bytes, skipped, violations);
    }

    private void descend(Volume volume, String path, int depth) throws IOException {
        if (depth == volume.visitDepth()) {
            for (LeafPlan plan :
                    visitor.visit(Visit.of(volume, path, Visit.Depth.ALL)).plans()) {
                plan.candidates().forEach(this::wouldSend);
            }
            return;
        }
        for (Child child : Child.of(volume.resolve(path))) {
            boolean otherStorage = depth == 0 && volume.isOtherStorage(child.name());
            if (child.isDirectory() && child.isReadable() && !otherStorage) {
                descend(volume, path.isEmpty() ? child.name() : path + "/" + child.name(), depth + 1);
            } else if (!otherStorage) {
                violation("NOT_A_STORAGE_NAME", child.path());
            }
        }
    }

    private void wouldSend(Candidate candidate) {
        filesByType.merge(candidate.name().type(), 1L, Long::sum);
        bytes += candidate.entry().size();
    }

    @Override
    public void skipped(SkipReason reason) {
        skipped.merge(reason.name(), 1L, Long::sum);
    }

    @Override
    public void violation(String code, Path file) {
        violations.merge(code, 1L, Long::sum);
    }

    @Override
    public void vanished() {
        violations.merge("VANISHED", 1L, Long::sum);
    }

    @Override
    public void unreadable(Path path, IOException why) {
        violations.merge("UNREADABLE", 1L, Long::sum);
    }
}
