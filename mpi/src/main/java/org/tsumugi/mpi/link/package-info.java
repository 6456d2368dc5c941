/**
 * Divides records into persons. The division is a function of the records, of what people have decided about pairs of them, and of
 * the rules: not of the order in which they came. The strongest rung joins first; a group that would contradict itself is left apart
 * at the rung that would have joined it.
 */
@NullMarked
package org.tsumugi.mpi.link;

import org.jspecify.annotations.NullMarked;
