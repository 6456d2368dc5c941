package org.tsumugi.hl7v2.account;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.FieldAccount;
import org.tsumugi.hl7v2.TracedElement;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.storage.DataType;

/** The account of a mapped message; lists are made when asked for. */
final class ClosedAccount implements FieldAccount {

    private final DataType dataType;
    private final Message message;
    private final List<SegmentFates> fates;
    private final List<Ledger.Mark> marks;
    private final Supplier<List<Resource>> resources;

    ClosedAccount(
            DataType dataType,
            Message message,
            List<SegmentFates> fates,
            List<Ledger.Mark> marks,
            Supplier<List<Resource>> resources) {
        this.dataType = dataType;
        this.message = message;
        this.fates = fates;
        this.marks = marks;
        this.resources = resources;
    }

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Segment segment : message.segments()) {
            for (int field = 1; field <= segment.size(); field++) {
                if (!segment.field(field).isEmpty()) {
                    Remainder.FieldFate fate = Remainder.fate(dataType, segment, fates.get(segment.index()), field);
                    entries.add(new Entry(segment.place(), segment.label() + "-" + field, fate.fate(), fate.rule()));
                }
            }
        }
        return entries;
    }

    @Override
    public List<TracedElement> elements() {
        return new Trace(marks).of(resources.get());
    }
}
