package org.tsumugi.hl7v2.meal;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.NutritionOrder;
import org.hl7.fhir.r4.model.NutritionOrder.NutritiionOrderIntent;
import org.hl7.fhir.r4.model.NutritionOrder.NutritionOrderStatus;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Segment;

/** One order of a meal → NutritionOrder: who ordered it when, and in which state it is. */
final class NutritionOrders {

    private final MappingContext context;
    private final Message message;
    private final Optional<Reference> encounter;
    private final Ordinals ordinals = new Ordinals();

    NutritionOrders(MappingContext context, Message message, Optional<Reference> encounter) {
        this.context = context;
        this.message = message;
        this.encounter = encounter;
    }

    NutritionOrder map(MealGroup group) {
        NutritionOrder meal = new NutritionOrder();
        meal.setId(context.id("NutritionOrder", ordinals.distinct(context.fileKey())));
        meal.setIntent(NutritiionOrderIntent.ORDER);
        meal.setPatient(context.patient());
        encounter.ifPresent(stay -> meal.setEncounter(Copies.of(stay)));
        Segment orc = group.order();
        meal.setDateTimeElement(ordered(orc));
        if (orc == null) {
            meal.setStatus(NutritionOrderStatus.UNKNOWN);
            context.ledger().file().report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "a meal without ORC");
        } else {
            order(orc, meal);
        }
        new Diets(context, meal, Schedule.of(group.times(), context)).set(group.diets());
        priorities(group.times(), meal);
        return meal;
    }

    private void order(Segment orc, NutritionOrder meal) {
        status(orc, meal);
        number(orc, 2, "order", meal);
        number(orc, 3, "filler-order", meal);
        List<Reference> orderers = context.practitioners(orc, 12);
        orderers.stream().findFirst().ifPresent(meal::setOrderer);
        orderers.stream()
                .skip(1)
                .forEach(person -> meal.addExtension(TsumugiExtensions.url("further-orderer"), person));
        context.practitioners(orc, 10)
                .forEach(person -> meal.addExtension(TsumugiExtensions.url("entered-by"), person));
        Orders.extensions(orc, context).forEach(meal::addExtension);
        context.concept(orc, 16).ifPresent(reason -> meal.addExtension(TsumugiExtensions.url("status-reason"), reason));
    }

    private void number(Segment orc, int field, String kind, NutritionOrder meal) {
        String number = orc.text(field).strip();
        if (!number.isEmpty()) {
            meal.addIdentifier(Orders.localNumber(
                    context, kind, number, context.at(orc, field).repetition(0)));
        } else if (field == 2) {
            context.at(orc, field).missing("no order number");
        }
    }

    private void status(Segment orc, NutritionOrder meal) {
        meal.setStatus(MealStatus.of(orc.text(1).strip(), orc.text(5).strip()));
        if (orc.field(1).isEmpty()) {
            context.at(orc, 1).missing("no order control");
        }
        for (int field : new int[] {1, 5}) {
            if (!orc.text(field).isBlank()) {
                context.at(orc, field).repetition(0).component(1).gives(meal.getStatusElement());
            }
        }
    }

    /** ORC-9, else the day of the storage path, which for OMD is the day of ORC-9, else the time of the message. */
    private DateTimeType ordered(@Nullable Segment orc) {
        Optional<DateTimeType> ordered = orc == null ? Optional.empty() : context.dateTime(orc, 9);
        return ordered.orElseGet(() -> {
            if (orc != null) {
                context.at(orc, 9).missing("no time of the order; a day of the storage path or message is taken");
            }
            return Timestamp.parse(context.path().careDate(), context.ledger().file())
                    .or(() -> context.timestamp(message.segments().get(0), 7))
                    .map(Timestamp::toDateTime)
                    .orElseGet(DateTimeType::new);
        });
    }

    /** TQ1-9: FHIR R4 gives a nutrition order no priority. */
    private void priorities(List<Segment> times, NutritionOrder meal) {
        for (Segment tq1 : times) {
            for (int i = 0; i < tq1.field(9).repetitions().size(); i++) {
                FieldConcepts.of(tq1, 9, i, context)
                        .ifPresent(priority -> meal.addExtension(TsumugiExtensions.url("priority"), priority));
            }
        }
    }
}
