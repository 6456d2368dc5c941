/** OMD 食事オーダ: diets, supplements and preferences of an order → NutritionOrder, for which JP Core has no profile. */
@NullMarked
package org.tsumugi.hl7v2.meal;

import org.jspecify.annotations.NullMarked;
