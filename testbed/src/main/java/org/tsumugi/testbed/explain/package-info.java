/** {@code explain}: what the mapper makes of one file, and where each element of it comes from. */
@NullMarked
package org.tsumugi.testbed.explain;

import org.jspecify.annotations.NullMarked;
