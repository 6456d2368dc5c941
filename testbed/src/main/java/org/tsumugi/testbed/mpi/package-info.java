/**
 * What person matching (名寄せ) reaches on a fictitious region, whose truth is known: the national trial's table, what the ladder of
 * rules links and what it links wrongly, how far ahead the true one is in the review queue, and how fast a database answers. The
 * library under study is {@code mpi}; nothing here decides anything.
 */
@NullMarked
package org.tsumugi.testbed.mpi;

import org.jspecify.annotations.NullMarked;
