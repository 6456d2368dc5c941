package org.tsumugi.hl7v2.meal;

import org.hl7.fhir.r4.model.NutritionOrder.NutritionOrderStatus;

/** ORC-1 (HL7 table 0119) and ORC-5 (0038) as FHIR's state of a meal order. */
final class MealStatus {

    private MealStatus() {}

    /** What is done to the order outweighs the state it was in. */
    static NutritionOrderStatus of(String control, String state) {
        return switch (control) {
            case "CA", "OC", "CR", "UA", "DC", "OD", "DR" -> NutritionOrderStatus.REVOKED;
            case "HD", "OH", "HR" -> NutritionOrderStatus.ONHOLD;
            default -> ofState(state);
        };
    }

    private static NutritionOrderStatus ofState(String state) {
        return switch (state) {
            case "CM" -> NutritionOrderStatus.COMPLETED;
            case "CA", "DC", "RP" -> NutritionOrderStatus.REVOKED;
            case "HD" -> NutritionOrderStatus.ONHOLD;
            case "ER" -> NutritionOrderStatus.ENTEREDINERROR;
            default -> NutritionOrderStatus.ACTIVE;
        };
    }
}
