package org.tsumugi.hl7v2.labresult;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;

/** Who ordered (ORC-12, OBR-16) and who entered it (ORC-10). A request has one requester; others stand beside it. */
final class LabOrderPeople {

    private final MappingContext context;
    private final List<Reference> orderers = new ArrayList<>();

    private LabOrderPeople(MappingContext context) {
        this.context = context;
    }

    static void set(@Nullable Segment obr, @Nullable Segment orc, ServiceRequest request, MappingContext context) {
        LabOrderPeople people = new LabOrderPeople(context);
        if (orc != null) {
            people.add(orc, 12);
        }
        if (obr != null) {
            people.add(obr, 16);
        }
        for (Reference orderer : people.orderers) {
            if (request.hasRequester()) {
                request.addExtension(TsumugiExtensions.url("further-orderer"), orderer);
            } else {
                request.setRequester(orderer);
            }
        }
        if (orc != null) {
            context.practitioners(orc, 10)
                    .forEach(person -> request.addExtension(TsumugiExtensions.url("entered-by"), person));
        }
    }

    private void add(Segment segment, int field) {
        for (Reference person : context.practitioners(segment, field)) {
            Optional<Reference> same =
                    orderers.stream().filter(other -> isSame(other, person)).findFirst();
            if (same.isEmpty()) {
                orderers.add(person);
            } else {
                context.at(segment, field).component(1).gives(same.get().getReferenceElement_());
                context.at(segment, field).component(2).gives(same.get().getDisplayElement());
                context.at(segment, field).component(3).gives(same.get().getDisplayElement());
            }
        }
    }

    /** By number; somebody without one by name, which one field writes in one piece and the other in two. */
    private static boolean isSame(Reference one, Reference other) {
        return one.hasReference() && other.hasReference()
                ? one.getReference().equals(other.getReference())
                : name(one).equals(name(other)) && !name(one).isEmpty();
    }

    private static String name(Reference person) {
        return person.hasDisplay() ? person.getDisplay().replaceAll("[\\s\u3000]", "") : "";
    }
}
