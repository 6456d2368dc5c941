/**
 * The people and places that every message names in passing: staff, departments, the facility itself. Each file collects at
 * most one contribution per person or place; the fullest statement wins.
 */
@NullMarked
package org.tsumugi.hl7v2.directory;

import org.jspecify.annotations.NullMarked;
