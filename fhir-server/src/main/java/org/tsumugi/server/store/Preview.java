package org.tsumugi.server.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tsumugi.server.journal.FileState;

/**
 * What mapping a patient's files again would change, without any value.
 *
 * @param byType of the patient's own resources, by type; empty when nothing would change
 * @param examples the first of them
 * @param ofTheFacility resources that would change and are no single patient's; other patients' previews may name them too
 * @param changedFiles how many files would come to another state or have other issues
 * @param files the first of them
 * @param skippedBusy whether the patient was not looked at, because a worker has it or something of it is pending
 */
public record Preview(
        Map<String, Counts> byType,
        List<Change> examples,
        List<Change> ofTheFacility,
        long changedFiles,
        List<StateChange> files,
        boolean skippedBusy) {

    static final Preview BUSY = new Preview(Map.of(), List.of(), List.of(), 0, List.of(), true);

    /** How many resources would come, change and go. */
    public record Counts(long created, long changed, long deleted) {

        static final Counts NONE = new Counts(0, 0, 0);

        /** Both together. */
        public Counts plus(Counts other) {
            return new Counts(created + other.created, changed + other.changed, deleted + other.deleted);
        }
    }

    /** What would happen to a resource. */
    public enum Kind {
        CREATED,
        CHANGED,
        DELETED;

        /** One such resource. */
        public Counts counts() {
            return switch (this) {
                case CREATED -> new Counts(1, 0, 0);
                case CHANGED -> new Counts(0, 1, 0);
                case DELETED -> new Counts(0, 0, 1);
            };
        }
    }

    /**
     * A resource that would change.
     *
     * @param reference {@code Type/id}
     * @param elementPaths the elements that would differ, in the form {@code dosageInstruction.text}; all when it is new
     */
    public record Change(String reference, Kind kind, List<String> elementPaths) {

        /** The resource type. */
        public String type() {
            return reference.substring(0, reference.indexOf('/'));
        }

        UUID id() {
            return UUID.fromString(reference.substring(reference.indexOf('/') + 1));
        }
    }

    /**
     * A file that would come to another state, or have other issues.
     *
     * @param codes of its issues then, in alphabetical order
     */
    public record StateChange(UUID receipt, FileState before, FileState after, List<String> codes) {}
}
