package org.tsumugi.hl7v2.stay;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.FieldAccount;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.storage.DataType;

/** ADT-52 退院実施 (ADT^A03; ADT^A13 cancels). */
public final class Adt52DischargeMapper implements DataTypeMapper {

    private static final FieldAccount ACCOUNT = FieldAccount.of("PV1 1 2 3 7 10 17 36 44 45");

    @Override
    public DataType dataType() {
        return DataType.ADT_52;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("ADT^A03", "ADT^A13");
    }

    @Override
    public Optional<FieldAccount> account() {
        return Optional.of(ACCOUNT);
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        MovementReader reader = new MovementReader(context);
        switch (message.segments().get(0).field(9).first().text(2)) {
            case "A03" -> reader.read(message, Movement.DISCHARGE);
            case "A13" -> reader.read(message, Movement.DISCHARGE_CANCELLED);
            default -> reader.anotherTrigger(message);
        }
        return List.of();
    }
}
