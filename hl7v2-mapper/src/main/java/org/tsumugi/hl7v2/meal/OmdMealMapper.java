package org.tsumugi.hl7v2.meal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Visit;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.storage.DataType;

/** OMD 食事オーダ (OMD^O03) → one NutritionOrder per ORC. */
public final class OmdMealMapper implements DataTypeMapper {

    @Override
    public DataType dataType() {
        return DataType.OMD;
    }

    @Override
    public Set<String> messageTypes() {
        return Set.of("OMD^O03");
    }

    @Override
    public List<Resource> map(Message message, MappingContext context) {
        List<MealGroup> meals = MealGroup.of(message);
        if (meals.isEmpty()) {
            context.ledger()
                    .file()
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.ERROR, "neither ORC nor ODS: there is no meal");
            return List.of();
        }
        Optional<Reference> encounter = Visit.of(message, context);
        NutritionOrders orders = new NutritionOrders(context, message, encounter);
        List<Resource> resources = new ArrayList<>();
        for (MealGroup meal : meals) {
            resources.add(orders.map(meal));
        }
        return resources;
    }
}
