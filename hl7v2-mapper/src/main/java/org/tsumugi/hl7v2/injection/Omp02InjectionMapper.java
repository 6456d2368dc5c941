package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.prescription.RpPosition;
import org.tsumugi.hl7v2.storage.DataType;

/** OMP-02 注射オーダ (RDE^O11) → one MedicationRequest and Medication per injection. */
public final class Omp02InjectionMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.OMP_02;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("RDE^O11");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        List<Occasion> occasions = Occasion.of(message);
        if (occasions.isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no RXE: there is no injection");
        }
        List<InjectionKeys.Name> names = occasions.stream()
                .map(one -> InjectionKeys.Name.of(one.text("ORC", 4), one.first("TQ1"), InjectionDrugs.ordered(one)))
                .toList();
        reportShared(occasions, names, context);
        List<String> keys = InjectionKeys.of(context.fileKey(), names);
        List<RpPosition> positions =
                RpPosition.of(occasions.stream().map(one -> one.first("ORC")).toList(), context.ledger());
        InjectionRequests requests = new InjectionRequests(context, message, Visit.of(message, context), "");
        List<Resource> resources = new ArrayList<>();
        for (int i = 0; i < occasions.size(); i++) {
            resources.addAll(
                    requests.map(occasions.get(i), keys.get(i), positions.get(i).rp()));
        }
        return resources;
    }

    /** Start and group number are what a notification usually has: it may not find one that shares both with another. */
    private static void reportShared(List<Occasion> occasions, List<InjectionKeys.Name> names, MappingContext context) {
        Set<InjectionKeys.Name> sharing = InjectionKeys.sharing(names);
        for (int i = 0; i < names.size(); i++) {
            if (sharing.contains(names.get(i))) {
                occasions
                        .get(i)
                        .first("ORC")
                        .ifPresent(orc -> context.at(orc, 4)
                                .invalid("the group number and start of another injection; known by its drugs"));
            }
        }
    }
}
