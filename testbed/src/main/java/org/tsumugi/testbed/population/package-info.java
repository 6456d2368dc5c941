/**
 * A fictitious region over years for the study of person matching (名寄せ): what its facilities write down of its people, with the
 * truth beside. Below are the rooms: {@code name} has the names, {@code life} lives the lives, {@code writing} makes the mistakes.
 * Everything follows from the settings; a region is read as a stream and holds one district in memory.
 */
@NullMarked
package org.tsumugi.testbed.population;

import org.jspecify.annotations.NullMarked;
