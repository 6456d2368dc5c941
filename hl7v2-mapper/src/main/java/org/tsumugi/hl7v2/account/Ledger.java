package org.tsumugi.hl7v2.account;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.FieldAccount;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * Everything that is found out about one file while it is mapped: issues, in the order found and each once, and the fate of
 * every value. Used by one thread until it is closed; what is said after that is not heard.
 */
public final class Ledger {

    static final int MOST_ISSUES = 1000;

    /** Reports that say that a value is not in the resources; the others are remarks about values that may be. */
    private static final Set<MappingIssueCode> LEFT_OUT = Set.of(
            MappingIssueCode.SEGMENT_UNEXPECTED,
            MappingIssueCode.FIELD_INVALID,
            MappingIssueCode.FIELD_NOT_MAPPED,
            MappingIssueCode.UNEXPECTED_MESSAGE_TYPE,
            MappingIssueCode.PATIENT_ID_MISMATCH,
            MappingIssueCode.PATH_MISMATCH);

    private final Set<MappingIssue> issues = new LinkedHashSet<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<SegmentFates> fates = new ArrayList<>();
    private boolean closed;

    /** An element and the place it was made from. */
    record Mark(Base element, Place place) {}

    /** The file as a whole. */
    public Place file() {
        return new Place(this, null, 0, Place.ALL, 0);
    }

    /** A segment as a whole. */
    public Place at(Segment segment) {
        return new Place(this, segment, 0, Place.ALL, 0);
    }

    /** A field of a segment, such as PRB-3. */
    public Place at(Segment segment, int field) {
        return new Place(this, segment, field, Place.ALL, 0);
    }

    /** All issues so far. */
    public List<MappingIssue> issues() {
        return List.copyOf(issues);
    }

    void mark(Place place, Base element) {
        if (!closed && place.segment() != null && place.hasValue()) {
            fates(place.segment()).map(place);
            marks.add(new Mark(element, place));
        }
    }

    void ignore(Place place, IgnoreRule rule) {
        if (!closed && place.segment() != null) {
            fates(place.segment()).ignore(place, rule);
        }
    }

    void report(Place place, MappingIssueCode code, Severity severity, String detail) {
        if (closed) {
            return;
        }
        if (issues.size() < MOST_ISSUES || severity == Severity.FATAL) {
            issues.add(new MappingIssue(code, severity, place.segmentName(), place.fieldName(), detail));
        } else {
            issues.add(new MappingIssue(
                    MappingIssueCode.TOO_MANY_ISSUES, Severity.WARNING, null, null, "further issues are not listed"));
        }
        if (place.segment() != null && LEFT_OUT.contains(code)) {
            fates(place.segment()).report(place);
        }
    }

    private SegmentFates fates(Segment segment) {
        while (fates.size() <= segment.index()) {
            fates.add(new SegmentFates());
        }
        return fates.get(segment.index());
    }

    /** Says of everything in the message that nobody spoke for that this rule leaves it out. */
    public void ignoreRest(Message message, IgnoreRule rule) {
        for (Segment segment : message.segments()) {
            fates(segment).ignoreRest(rule);
        }
    }

    /**
     * Ends the account of a message that was mapped: what no rule ignores and nobody spoke for is reported.
     *
     * @param resources what the file alone would give, for {@link FieldAccount#elements()}
     */
    public FieldAccount close(DataType dataType, Message message, Supplier<List<Resource>> resources) {
        for (Segment segment : message.segments()) {
            new Remainder(dataType, segment, fates(segment), this).report();
        }
        closed = true;
        return new ClosedAccount(dataType, message, List.copyOf(fates), marks, resources);
    }
}
