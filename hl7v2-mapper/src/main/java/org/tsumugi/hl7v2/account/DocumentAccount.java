package org.tsumugi.hl7v2.account;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tsumugi.hl7v2.FieldAccount;
import org.tsumugi.hl7v2.TracedElement;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/** The account of a message that is kept as a document: none of its fields is an element of a resource. */
public final class DocumentAccount implements FieldAccount {

    private final Message message;

    public DocumentAccount(Message message) {
        this.message = message;
    }

    @Override
    public List<Entry> entries() {
        return message.segments().stream().flatMap(DocumentAccount::entries).toList();
    }

    private static Stream<Entry> entries(Segment segment) {
        return IntStream.rangeClosed(1, segment.size())
                .filter(field -> !segment.field(field).isEmpty())
                .mapToObj(field -> new Entry(
                        segment.place(),
                        segment.label() + "-" + field,
                        Fate.IGNORED,
                        IgnoreRule.KEPT_AS_DOCUMENT.id()));
    }

    @Override
    public List<TracedElement> elements() {
        return List.of();
    }
}
