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

/** ADT-22 入院実施 (ADT^A01; ADT^A11 cancels). */
public final class Adt22AdmissionMapper implements DataTypeMapper {

    private static final FieldAccount ACCOUNT = FieldAccount.of("PV1 1 2 3 7 10 17 44");

    @Override
    public DataType dataType() {
        return DataType.ADT_22;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("ADT^A01", "ADT^A11");
    }

    @Override
    public Optional<FieldAccount> account() {
        return Optional.of(ACCOUNT);
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        MovementReader reader = new MovementReader(context);
        switch (message.segments().get(0).field(9).first().text(2)) {
            case "A01" -> reader.read(message, Movement.ADMISSION);
            case "A11" -> reader.read(message, Movement.ADMISSION_CANCELLED);
            default -> reader.anotherTrigger(message);
        }
        return List.of();
    }
}
