/**
 * PPR-01 (PPR^ZD1): the diseases of a patient. One file holds all of them, so the file as a whole replaces the one before. Each
 * PRB with its ZPR (modifiers), ZPD (tooth), ZI1 (insurance) and ORC (who entered it) becomes one Condition.
 */
@NullMarked
package org.tsumugi.hl7v2.condition;

import org.jspecify.annotations.NullMarked;
