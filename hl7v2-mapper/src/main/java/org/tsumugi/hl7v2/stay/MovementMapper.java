package org.tsumugi.hl7v2.stay;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.storage.DataType;

/** What the mappers of ADT movements have in common: each trigger of the data type is one kind of {@link Movement}. */
abstract class MovementMapper implements DataTypeMapper {

    private final DataType dataType;
    private final Map<String, Movement> movements;

    /** @param movements by trigger event, such as {@code A01} */
    MovementMapper(DataType dataType, Map<String, Movement> movements) {
        this.dataType = dataType;
        this.movements = Map.copyOf(movements);
    }

    @Override
    public final DataType dataType() {
        return dataType;
    }

    @Override
    public final Set<String> messageTypes() {
        return movements.keySet().stream().map(trigger -> "ADT^" + trigger).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public final List<Resource> map(Message message, MappingContext context) {
        MovementReader reader = new MovementReader(context);
        Movement movement =
                movements.get(message.segments().get(0).field(9).first().text(2));
        if (movement == null) {
            reader.anotherTrigger(message);
        } else {
            reader.read(message, movement);
        }
        return List.of();
    }
}
