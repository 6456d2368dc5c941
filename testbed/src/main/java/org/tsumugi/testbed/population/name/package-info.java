/**
 * Names as they are distributed in the region: frequent ones from the lists of the testbed, the long tail composed of parts, so that
 * strangers share names, given names of one reading have many spellings, and a character has several forms.
 */
@NullMarked
package org.tsumugi.testbed.population.name;

import org.jspecify.annotations.NullMarked;
