/**
 * What a patient must not be given: IAM of ADT-61 and AL1 of every message, joined per allergen into one AllergyIntolerance,
 * because many files say something about the same allergy and none of them is the whole truth.
 */
@NullMarked
package org.tsumugi.hl7v2.allergy;

import org.jspecify.annotations.NullMarked;
