package org.tsumugi.hl7v2.account;

import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * A place in one message. Whoever reads a value there says what became of it: {@linkplain #gives an element}, nothing by a
 * {@linkplain #ignored rule}, or a {@linkplain #report report}. What nobody speaks for is reported when the account is closed.
 * Details of reports are English words without any value of the record.
 *
 * @param ledger where it is written down
 * @param segment null for the whole file
 * @param field 0 for the whole segment
 * @param repetition from 0; -1 for all repetitions
 * @param component from 1; 0 for all components
 */
public record Place(Ledger ledger, @Nullable Segment segment, int field, int repetition, int component) {

    static final int ALL = -1;

    /** One repetition of this field, counted from 0. */
    public Place repetition(int index) {
        return new Place(ledger, segment, field, index, component);
    }

    /** One component of this field; of a component, itself, because sub-components have no account of their own. */
    public Place component(int number) {
        return component == 0 ? new Place(ledger, segment, field, repetition, number) : this;
    }

    /** Whether this is a field or a repetition of one, the components of which have accounts of their own. */
    public boolean hasComponents() {
        return field > 0 && component == 0;
    }

    /** The value here is the source of this element; returns the element. */
    public <T extends Base> T gives(T element) {
        ledger.mark(this, element);
        return element;
    }

    /** The value here is left out on purpose. */
    public void ignored(IgnoreRule rule) {
        ledger.ignore(this, rule);
    }

    /** Reports something here. */
    public void report(MappingIssueCode code, Severity severity, String detail) {
        ledger.report(this, code, severity, detail);
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

    /** Nothing is made of a place where nothing was sent: what stands in the element instead is the mapper's own word. */
    boolean hasValue() {
        if (segment == null || field == 0) {
            return true;
        }
        List<Repetition> repetitions = segment.field(field).repetitions();
        int from = repetition == ALL ? 0 : repetition;
        int to = repetition == ALL ? repetitions.size() : Math.min(repetition + 1, repetitions.size());
        for (Repetition sent : repetitions.subList(Math.min(from, to), to)) {
            if (component == 0 ? !sent.isEmpty() : !sent.component(component).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    String segmentName() {
        return segment == null ? null : segment.place();
    }

    /** Such as {@code PRB-3}, {@code PID-5.2}, {@code PID-13[2].12}. */
    @Nullable
    String fieldName() {
        if (segment == null || field == 0) {
            return null;
        }
        String name = segment.label() + "-" + field;
        if (repetition > 0) {
            name += "[" + (repetition + 1) + "]";
        }
        return component == 0 ? name : name + "." + component;
    }

    /** The place with its segment's occurrence, such as {@code TQ1[2]-3.1}. */
    String source() {
        if (segment == null) {
            return "file";
        }
        String name = fieldName();
        return name == null
                ? segment.place()
                : segment.place() + name.substring(segment.label().length());
    }

    @Override
    public String toString() {
        return "Place[" + source() + "]";
    }
}
