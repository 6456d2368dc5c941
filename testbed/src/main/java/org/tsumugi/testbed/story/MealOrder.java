package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * 食事オーダ.
 *
 * @param from the first meal
 * @param until the last meal; empty while it goes on
 * @param diets the diet, and what goes with it
 * @param takenBack whether it was cancelled before the first meal
 */
public record MealOrder(
        String orderNumber,
        LocalDateTime at,
        Care care,
        LocalDateTime from,
        Optional<LocalDateTime> until,
        List<Diet> diets,
        boolean takenBack) {

    public MealOrder {
        diets = List.copyOf(diets);
    }
}
