/** {@code fuzz}: damaged messages against the mapper, and what must hold for whatever bytes there are. */
@NullMarked
package org.tsumugi.testbed.fuzz;

import org.jspecify.annotations.NullMarked;
