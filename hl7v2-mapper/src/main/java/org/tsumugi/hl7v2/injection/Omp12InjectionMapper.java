package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.administration.AdministrationKeys;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.prescription.RpPosition;
import org.tsumugi.hl7v2.storage.DataType;

/** OMP-12 注射実施通知 (RAS^O17) → one MedicationAdministration and Medication per injection that was given. */
public final class Omp12InjectionMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.OMP_12;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("RAS^O17");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        List<Injected> injected = Injected.of(message);
        if (injected.isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "no RXA: nothing was given");
        }
        List<String> drugs = InjectionDrugs.given(injected);
        List<InjectionKeys.Name> names = new ArrayList<>();
        for (int i = 0; i < injected.size(); i++) {
            Injected one = injected.get(i);
            names.add(InjectionKeys.Name.of(one.first().order(4), one.order().first("TQ1"), drugs.get(i)));
        }
        List<Optional<String>> orders = InjectionKeys.ofNamed(context.orderKey(DataType.OMP_02), names);
        List<String> keys = AdministrationKeys.of(
                context.fileKey(),
                injected.stream()
                        .map(one -> new AdministrationKeys.Unnamed(
                                one.first().order(4), one.first().rxa()))
                        .toList());
        List<RpPosition> positions =
                RpPosition.of(injected.stream().map(one -> one.first().order()).toList(), context.ledger());
        InjectionAdministrations administrations =
                new InjectionAdministrations(context, message, Visit.of(message, context));
        List<Resource> resources = new ArrayList<>();
        for (int i = 0; i < injected.size(); i++) {
            resources.addAll(administrations.map(
                    injected.get(i),
                    keys.get(i),
                    orders.get(i),
                    positions.get(i).rp()));
        }
        return resources;
    }
}
