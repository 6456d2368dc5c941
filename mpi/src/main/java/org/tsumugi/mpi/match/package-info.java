/**
 * Finds who a record may be: the ladder of rules says who it certainly is, the score ranks everybody else for a person to look at. What
 * is certain never comes from a score.
 */
@NullMarked
package org.tsumugi.mpi.match;

import org.jspecify.annotations.NullMarked;
