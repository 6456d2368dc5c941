/**
 * The ladder of rules that link by themselves: which number, agreeing in which fields, makes two records one person's, and what
 * forbids it. The rules are a file that a person can read; a version that is in force is named by every decision.
 */
@NullMarked
package org.tsumugi.mpi.rule;

import org.jspecify.annotations.NullMarked;
