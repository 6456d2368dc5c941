package org.tsumugi.hl7v2.meal;

import org.hl7.fhir.r4.model.NutritionOrder.NutritionOrderStatus;
import org.tsumugi.hl7v2.mapping.OrderState;

/** ORC-1 and ORC-5 as FHIR's state of a meal order. */
final class MealStatus {

    private MealStatus() {}

    /** An order of which nothing else is said stands. */
    static NutritionOrderStatus of(String control, String state) {
        return switch (OrderState.of(control, state).orElse(OrderState.ACTIVE)) {
            case ACTIVE, SCHEDULED -> NutritionOrderStatus.ACTIVE;
            case ON_HOLD -> NutritionOrderStatus.ONHOLD;
            case CANCELLED, STOPPED, REPLACED -> NutritionOrderStatus.REVOKED;
            case COMPLETED -> NutritionOrderStatus.COMPLETED;
            case ENTERED_IN_ERROR -> NutritionOrderStatus.ENTEREDINERROR;
        };
    }
}
