/**
 * Chance that is the same on every machine: a seeded stream of numbers, weighted choice and the tables chosen from. Nothing
 * here reads a clock, a locale or a time zone.
 */
@NullMarked
package org.tsumugi.testbed.draw;

import org.jspecify.annotations.NullMarked;
