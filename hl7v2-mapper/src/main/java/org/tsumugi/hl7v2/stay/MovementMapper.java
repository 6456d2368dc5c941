package org.tsumugi.hl7v2.stay;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.storage.DataType;

/** What the mappers of ADT movements have in common: a trigger that says the {@link Movement}, and one that takes it back. */
abstract class MovementMapper implements DataTypeMapper {

    private static final String NEVER = "";

    private final DataType dataType;
    private final Movement movement;
    private final String trigger;
    private final String cancellation;

    /** @param trigger the trigger event that says it, such as {@code A01}; nothing takes it back */
    MovementMapper(DataType dataType, Movement movement, String trigger) {
        this(dataType, movement, trigger, NEVER);
    }

    /** @param cancellation the trigger event that takes it back, such as {@code A11} */
    MovementMapper(DataType dataType, Movement movement, String trigger, String cancellation) {
        this.dataType = dataType;
        this.movement = movement;
        this.trigger = trigger;
        this.cancellation = cancellation;
    }

    @Override
    public final DataType dataType() {
        return dataType;
    }

    @Override
    public final Set<String> messageTypes() {
        return cancellation.equals(NEVER) ? Set.of("ADT^" + trigger) : Set.of("ADT^" + trigger, "ADT^" + cancellation);
    }

    @Override
    public final List<Resource> map(Message message, MappingContext context) {
        Segment msh = message.segments().get(0);
        String sent = msh.field(9).first().text(2);
        boolean cancels = !cancellation.equals(NEVER) && sent.equals(cancellation);
        if (cancels || sent.equals(trigger)) {
            new MovementReader(message, context, movement, cancels).read();
        } else {
            // What another trigger says happened is not known: an admission must not be made of a discharge.
            context.at(msh, 9)
                    .report(
                            MappingIssueCode.FIELD_NOT_MAPPED,
                            Severity.ERROR,
                            "not a trigger of this movement; no stay is made of it");
        }
        return List.of();
    }
}
