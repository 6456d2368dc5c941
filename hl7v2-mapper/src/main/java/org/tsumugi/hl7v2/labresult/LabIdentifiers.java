package org.tsumugi.hl7v2.labresult;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Segment;

/** The numbers of a laboratory order: the orderer's (ORC-2, OBR-2) and the laboratory's own (ORC-3, OBR-3). */
public final class LabIdentifiers {

    private static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";

    private final MappingContext context;

    public LabIdentifiers(MappingContext context) {
        this.context = context;
    }

    /** Each number once, whether one segment writes it or both. */
    public List<Identifier> of(@Nullable Segment obr, @Nullable Segment orc) {
        List<Identifier> placers = new ArrayList<>();
        List<Identifier> fillers = new ArrayList<>();
        for (Segment segment : new @Nullable Segment[] {obr, orc}) {
            if (segment != null) {
                add(segment, 2, "order", "PLAC", "Placer Identifier", placers);
                add(segment, 3, "filler-order", "FILL", "Filler Identifier", fillers);
            }
        }
        placers.addAll(fillers);
        return placers;
    }

    private void add(Segment segment, int field, String kind, String code, String display, List<Identifier> numbers) {
        String number = segment.text(field).strip();
        if (number.isEmpty()) {
            return;
        }
        Optional<Identifier> known = numbers.stream()
                .filter(other -> number.equals(other.getValue()))
                .findFirst();
        if (known.isPresent()) {
            context.at(segment, field).component(1).gives(known.get().getValueElement());
            return;
        }
        CodeableConcept type = new CodeableConcept();
        type.addCoding().setSystem(IDENTIFIER_TYPE).setCode(code).setDisplay(display);
        numbers.add(Orders.localNumber(context, kind, number, context.at(segment, field))
                .setType(type));
    }
}
