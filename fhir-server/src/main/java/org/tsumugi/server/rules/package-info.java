/**
 * What persons are told apart by, for operators: versions of the rules, which are tried against the whole index before they come into force
 * and can be gone back from, and versions of the score, learned from the network's own records. Operators see numbers of persons and
 * names of records, nothing of what is said of patients.
 */
@NullMarked
package org.tsumugi.server.rules;

import org.jspecify.annotations.NullMarked;
